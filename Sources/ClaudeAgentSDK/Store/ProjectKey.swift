/// The name of a project's folder: what the CLI makes of the directory it runs in.
///
/// Each UTF-16 code unit that is no ASCII letter or digit becomes a hyphen. A path of more than 200 is cut there, and
/// a hash of all of it follows.
enum ProjectKey {
  static let longest = 200

  /// - Parameter directory: A path without links, see ``canonical(_:)``.
  static func name(of directory: String) -> String {
    var name = ""
    for unit in directory.utf16 {
      let byte = UInt8(truncatingIfNeeded: unit)
      let isPlain = unit < 128 && (0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte)
      name.unicodeScalars.append(isPlain ? Unicode.Scalar(byte) : "-")
    }
    guard name.utf8.count > longest else { return name }
    return prefix(name) + "-" + hash(directory)
  }

  /// The part of a long name that is sure: the CLI has been seen to hash in another way.
  static func prefix(_ name: String) -> String { String(name.prefix(longest)) }

  /// The hash behind a long name.
  static func hash(_ text: String) -> String {
    var sum: Int32 = 0
    for unit in text.utf16 { sum = sum &* 31 &+ Int32(unit) }
    return String(sum.magnitude, radix: 36)
  }
}

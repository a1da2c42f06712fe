/// Where half of a surrogate pair lives while it is in a Swift string: the last 2048 characters of plane 16, which are
/// for private use and which nobody is expected to send to a simulated API.
enum LoneSurrogate {
  private static let first: UInt32 = 0x10_F800

  /// The stand-in for a code unit from D800 to DFFF.
  static func scalar(for unit: UInt16) -> Unicode.Scalar? {
    Unicode.Scalar(first + UInt32(unit) - 0xD800)
  }

  /// The code unit that a stand-in means; nil for every other character.
  static func unit(of scalar: Unicode.Scalar) -> UInt16? {
    scalar.value >= first ? UInt16(scalar.value - first + 0xD800) : nil
  }
}

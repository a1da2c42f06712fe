/// A version of the Claude Code CLI: three numbers, compared in order.
///
/// ```swift
/// if let version = CLIVersion("2.1.330 (Claude Code)"), version < .minimum { … }
/// ```
public struct CLIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first number.
  public let major: Int
  /// The second number.
  public let minor: Int
  /// The third number.
  public let patch: Int

  /// The oldest CLI this library speaks to.
  public static let minimum = CLIVersion(2, 0, 0)
  /// The first CLI that sends a prompt to the model word for word when asked to.
  public static let verbatimPrompts = CLIVersion(2, 1, 248)
  /// The first CLI that reads `CLAUDE_CODE_SDK_READS_SESSION_STATE`.
  public static let sessionStateEvents = CLIVersion(2, 1, 288)
  /// The CLI that this library is built and tested against.
  public static let pinned = CLIVersion(2, 1, 330)

  /// Makes a version of three numbers.
  ///
  /// - Parameters:
  ///   - major: The first number.
  ///   - minor: The second number.
  ///   - patch: The third number.
  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads the version at the beginning of a text: three numbers of one to nine digits with dots between them. What
  /// follows does not matter, as in `2.1.330 (Claude Code)`.
  ///
  /// - Parameter text: What `claude --version` prints, or the `claude_code_version` of an `init` message.
  public init?(_ text: some StringProtocol) {
    var numbers: [Int] = []
    var digits = 0
    var value = 0
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits += 1
        guard digits <= 9 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      } else if byte == UInt8(ascii: "."), digits > 0, numbers.count < 2 {
        numbers.append(value)
        (digits, value) = (0, 0)
      } else {
        break
      }
    }
    guard numbers.count == 2, digits > 0 else { return nil }
    self.init(numbers[0], numbers[1], value)
  }

  /// Text such as `2.1.330`.
  public var description: String { "\(major).\(minor).\(patch)" }

  /// Compares number by number.
  public static func < (left: CLIVersion, right: CLIVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

/// A set of names that the CLI may add to at any time.
///
/// Compare with the static members; a name they do not have is kept as it came. A literal works too:
/// `result.stopReason == "end_turn"`.
public protocol OpenStringEnum: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
where RawValue == String, StringLiteralType == String {
  /// Any name, known or not.
  ///
  /// - Parameter rawValue: The name as the CLI writes it.
  init(rawValue: String)
}

extension OpenStringEnum {
  /// Any name, known or not.
  ///
  /// - Parameter value: The name as the CLI writes it.
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  /// The name as the CLI writes it.
  public var description: String { rawValue }
}

internal import FastTransport

/// Why a text is not the JSON it should be, and where.
public struct JSONFault: Error, Hashable, Sendable {
  /// What is wrong.
  public let code: Code
  /// Where, in bytes from the start of the text.
  public let offset: Int

  /// What can be wrong with a text. New codes may come.
  public struct Code: OpenStringEnum {
    /// The code's name, such as `unclosed`.
    public let rawValue: String

    /// A code by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is nothing, or nothing but blanks.
    public static let empty = Self(rawValue: "empty")
    /// A byte sequence is not UTF-8.
    public static let invalidUTF8 = Self(rawValue: "invalidUTF8")
    /// A string holds a control character that is not escaped.
    public static let controlCharacter = Self(rawValue: "controlCharacter")
    /// A string does not end.
    public static let unclosedString = Self(rawValue: "unclosedString")
    /// A backslash is followed by something that is no escape.
    public static let invalidEscape = Self(rawValue: "invalidEscape")
    /// A number, `true`, `false` or `null` is misspelt.
    public static let invalidScalar = Self(rawValue: "invalidScalar")
    /// A bracket, comma, colon or value stands where it must not, or is missing.
    public static let unexpected = Self(rawValue: "unexpected")
    /// The text ends inside an object or an array.
    public static let unclosed = Self(rawValue: "unclosed")
    /// There is text behind the value.
    public static let trailing = Self(rawValue: "trailing")
    /// The text is longer than 4 GiB, or memory is exhausted.
    public static let tooLarge = Self(rawValue: "tooLarge")
    /// The text is JSON, but no object: nothing that the CLI means as a message.
    public static let notAnObject = Self(rawValue: "notAnObject")
  }

  init(code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  init(_ error: JSONError) {
    self.init(code: Code(rawValue: error.code.rawValue), offset: error.offset)
  }
}

extension JSONFault: CustomStringConvertible {
  /// The code and the place, such as `unclosed at byte 117`.
  public var description: String { "\(code) at byte \(offset)" }
}

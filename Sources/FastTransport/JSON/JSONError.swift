/// Why a text is not JSON, and where.
package struct JSONError: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    /// There is nothing, or nothing but blanks.
    case empty
    /// A byte sequence is not UTF-8.
    case invalidUTF8
    /// A string holds a control character that is not escaped.
    case controlCharacter
    /// A string does not end.
    case unclosedString
    /// A backslash is followed by something that is no escape.
    case invalidEscape
    /// A number, `true`, `false` or `null` is misspelt.
    case invalidScalar
    /// A bracket, comma, colon or value stands where it must not, or is missing.
    case unexpected
    /// The text ends inside an object or an array.
    case unclosed
    /// There is text behind the value.
    case trailing
    /// The text is longer than an index can address, or memory is exhausted.
    case tooLarge
  }

  package let code: Code
  /// The offset in bytes from the start of the text.
  package let offset: Int
}

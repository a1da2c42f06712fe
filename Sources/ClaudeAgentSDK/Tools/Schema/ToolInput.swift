/// The input of a tool that brings its own schema, instead of having it derived from how the type decodes.
///
/// ```swift
/// struct Search: ToolInput {
///   static let schema = ToolSchema.object(["text": .string(minLength: 1), "limit": .optional(.integer(minimum: 1))])
///   let text: String
///   let limit: Int?
/// }
/// ```
///
/// An input is checked against the schema first and decoded then.
public protocol ToolInput: Decodable, Sendable {
  /// What the type can be decoded from.
  static var schema: ToolSchema { get }
}

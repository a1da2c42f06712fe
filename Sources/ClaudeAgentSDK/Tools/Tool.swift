/// Something that the model may do in your process.
///
/// ```swift
/// struct Addends: Decodable, Sendable { let a: Double, b: Double }
///
/// let add = Tool("add", "Adds two numbers", input: Addends.self) { input in "\(input.a + input.b)" }
/// let greet = Tool("greet", "Greets somebody", schema: .object(["name": .string()])) { input in
///   "Hello, \(input["name"]?.string ?? "you")!"
/// }
/// ```
///
/// What the model sends is checked against the schema before the tool is called; a fault, and what the tool throws, go
/// back to the model as an error that it can read. Calls run concurrently. A closure without `await` runs on the loop
/// and must not block; one with `await` runs in a task of its own, which is cancelled when the call is taken back.
public struct Tool: Sendable {
  /// The name; the model sees `mcp__<server>__<name>`.
  public let name: String
  /// What it does and when to use it; the model reads it.
  public let description: String
  /// What it says about itself beyond its schema.
  public var annotations = ToolAnnotations()
  /// How long a call may take; nil for no limit of this library. The CLI has one of its own (`MCP_TOOL_TIMEOUT`).
  public var timeout: Duration?
  /// The longest result that reaches the model whole, in characters; the CLI saves longer ones to a file.
  /// (`_meta.anthropic/maxResultSizeChars`)
  public var maxResultSizeChars: Int?
  /// Words by which a deferred tool is found. (`_meta.anthropic/searchHint`)
  public var searchHint: String?
  /// Whether the tool is always in the model's view. (`_meta.anthropic/alwaysLoad`)
  public var alwaysLoad: Bool?
  /// Fields of `_meta` that this library does not know; they win.
  public var metadata: JSONObject = [:]

  /// The schema of its input, or why there is none.
  let schema: Result<ToolSchema, ClaudeAgentError>
  let body: ToolBody

  private init(
    _ name: String, _ description: String, _ schema: Result<ToolSchema, ClaudeAgentError>,
    _ body: ToolBody
  ) {
    self.name = name
    self.description = description
    self.schema = schema
    self.body = body
  }
}

/// One call of a tool, checked against its schema.
struct ToolCall: Sendable {
  let arguments: JSONView
  let context: ToolContext
}

// MARK: Typed input

extension Tool {
  /// Makes a synchronous tool with a typed input.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - input: The type of its input.
  ///   - schema: The schema of its input; nil for the one that describes `input`.
  ///   - body: Does it; runs on the loop and must not block.
  public init<Input: Decodable & Sendable>(
    _ name: String, _ description: String, input: Input.Type, schema: ToolSchema? = nil,
    _ body: @escaping @Sendable (Input) throws -> ToolResult
  ) {
    self.init(
      name, description, Self.schema(schema, of: input),
      .synchronous { try body(try $0.arguments.decode(Input.self)) })
  }

  /// Makes an asynchronous tool with a typed input.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - input: The type of its input.
  ///   - schema: The schema of its input; nil for the one that describes `input`.
  ///   - body: Does it, in a task of its own.
  public init<Input: Decodable & Sendable>(
    _ name: String, _ description: String, input: Input.Type, schema: ToolSchema? = nil,
    _ body: @escaping @Sendable (Input) async throws -> ToolResult
  ) {
    self.init(
      name, description, Self.schema(schema, of: input),
      .asynchronous { try await body(try $0.arguments.decode(Input.self)) })
  }

  /// Makes an asynchronous tool with a typed input that wants to know about its call.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - input: The type of its input.
  ///   - schema: The schema of its input; nil for the one that describes `input`.
  ///   - body: Does it, in a task of its own.
  public init<Input: Decodable & Sendable>(
    _ name: String, _ description: String, input: Input.Type, schema: ToolSchema? = nil,
    _ body: @escaping @Sendable (Input, ToolContext) async throws -> ToolResult
  ) {
    self.init(
      name, description, Self.schema(schema, of: input),
      .asynchronous { try await body(try $0.arguments.decode(Input.self), $0.context) })
  }

  private static func schema<Input: Decodable>(
    _ given: ToolSchema?, of type: Input.Type
  ) -> Result<ToolSchema, ClaudeAgentError> {
    if let given { return .success(given) }
    do { return .success(try ToolSchema(describing: type)) } catch { return .failure(error) }
  }
}

// MARK: Raw input

extension Tool {
  /// Makes a synchronous tool that reads its input as JSON.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - schema: The schema of its input.
  ///   - body: Does it; runs on the loop and must not block.
  public init(
    _ name: String, _ description: String, schema: ToolSchema,
    _ body: @escaping @Sendable (JSONView) throws -> ToolResult
  ) {
    self.init(name, description, .success(schema), .synchronous { try body($0.arguments) })
  }

  /// Makes an asynchronous tool that reads its input as JSON.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - schema: The schema of its input.
  ///   - body: Does it, in a task of its own.
  public init(
    _ name: String, _ description: String, schema: ToolSchema,
    _ body: @escaping @Sendable (JSONView) async throws -> ToolResult
  ) {
    self.init(name, description, .success(schema), .asynchronous { try await body($0.arguments) })
  }

  /// Makes an asynchronous tool that reads its input as JSON and wants to know about its call.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - description: What it does; the model reads it.
  ///   - schema: The schema of its input.
  ///   - body: Does it, in a task of its own.
  public init(
    _ name: String, _ description: String, schema: ToolSchema,
    _ body: @escaping @Sendable (JSONView, ToolContext) async throws -> ToolResult
  ) {
    self.init(name, description, .success(schema), .asynchronous { try await body($0.arguments, $0.context) })
  }
}

/// What a tool runs. No `Callback`, as with hooks.
enum ToolBody: Sendable {
  case synchronous(@Sendable (ToolCall) throws -> ToolResult)
  case asynchronous(@Sendable (ToolCall) async throws -> ToolResult)
}

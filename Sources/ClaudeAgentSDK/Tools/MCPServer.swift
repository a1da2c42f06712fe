internal import FastTransport

/// An MCP server inside your process: a set of tools that the model may call.
///
/// ```swift
/// let calculator = MCPServer("calculator") {
///   Tool("add", "Adds two numbers", input: Addends.self) { input in "\(input.a + input.b)" }
/// }
/// options.mcpServers["calculator"] = .inProcess(calculator)
/// options.allowedTools = ["mcp__calculator__add"]
/// ```
///
/// One server may serve any number of runs at once.
public final class MCPServer: Sendable {
  /// The name that the server gives itself; the CLI uses the key in ``ClaudeAgentOptions/mcpServers``.
  public let name: String
  /// Its version.
  public let version: String
  /// What the model is told about the server as a whole.
  public let instructions: String?
  /// Its tools, in order.
  public let tools: [Tool]

  /// What is needed to serve a call.
  final class ServedTool: Sendable {
    let tool: Tool
    let schema: CompiledSchema
    /// What reports call it.
    var label: String { "tool \(tool.name)" }

    init(tool: Tool, schema: CompiledSchema) {
      self.tool = tool
      self.schema = schema
    }
  }

  let served: [String: ServedTool]
  /// The result of `tools/list`, written once.
  let listing: [UInt8]
  /// What is wrong with the tools; the start of a run reports it.
  let faults: [OptionFault]

  /// Makes a server.
  ///
  /// A schema that cannot be checked, and two tools of one name, are reported by ``ClaudeAgentOptions/validate()`` and
  /// by the start of a run.
  ///
  /// - Parameters:
  ///   - name: The name that the server gives itself.
  ///   - version: Its version.
  ///   - instructions: What the model is told about the server as a whole.
  ///   - tools: Its tools.
  public init(_ name: String, version: String = "1.0.0", instructions: String? = nil, tools: [Tool]) {
    self.name = name
    self.version = version
    self.instructions = instructions
    self.tools = tools
    var served: [String: ServedTool] = [:]
    var faults: [OptionFault] = []
    for tool in tools {
      let option = "tools[\"\(tool.name)\"]"
      if tool.name.isEmpty { faults.append(OptionFault(option: option, reason: "a tool needs a name.")) }
      if served[tool.name] != nil {
        faults.append(OptionFault(option: option, reason: "is the name of two tools."))
        continue
      }
      switch tool.schema {
      case .failure(let error): faults.append(OptionFault(option: option, reason: error.detail))
      case .success(let schema):
        do throws(SchemaFault) {
          served[tool.name] = ServedTool(tool: tool, schema: try CompiledSchema(schema))
        } catch {
          faults.append(OptionFault(option: option, reason: "the schema cannot be used: \(error)."))
        }
      }
    }
    self.served = served
    self.faults = faults
    listing = Self.listing(of: tools.filter { served[$0.name] != nil })
  }

  /// Makes a server from a list of tools.
  ///
  /// - Parameters:
  ///   - name: The name that the server gives itself.
  ///   - version: Its version.
  ///   - instructions: What the model is told about the server as a whole.
  ///   - tools: Its tools, one below the other.
  public convenience init(
    _ name: String, version: String = "1.0.0", instructions: String? = nil, @ToolsBuilder tools: () -> [Tool]
  ) {
    self.init(name, version: version, instructions: instructions, tools: tools())
  }

  /// A server that lists the same tools and serves none: what stands for this one while nobody may call it.
  var standIn: MCPServer { MCPServer(standingFor: self) }

  private init(standingFor server: MCPServer) {
    name = server.name
    version = server.version
    instructions = server.instructions
    tools = []
    served = [:]
    listing = server.listing
    faults = server.faults
  }

  private static func listing(of tools: [Tool]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("tools")
    writer.beginArray()
    for tool in tools { tool.listed.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.finish()
  }
}

extension Tool {
  /// The entry of `tools/list`; what is not set is left out.
  var listed: JSONObject {
    var entry: JSONObject = ["name": .string(name), "description": .string(description)]
    if case .success(let schema) = schema { entry["inputSchema"] = .object(schema.json) }
    if !annotations.json.isEmpty { entry["annotations"] = .object(annotations.json) }
    var meta: JSONObject = [:]
    meta["anthropic/maxResultSizeChars"] = maxResultSizeChars.map { .integer($0) }
    meta["anthropic/searchHint"] = searchHint.map { .string($0) }
    meta["anthropic/alwaysLoad"] = alwaysLoad.map { .bool($0) }
    for (key, value) in metadata { meta[key] = value }
    if !meta.isEmpty { entry["_meta"] = .object(meta) }
    return entry
  }
}

/// Lists tools one below the other.
@resultBuilder
public enum ToolsBuilder {
  /// A tool in the list.
  public static func buildExpression(_ tool: Tool) -> [Tool] { [tool] }
  /// Tools made elsewhere.
  public static func buildExpression(_ tools: [Tool]) -> [Tool] { tools }
  /// The whole list.
  public static func buildBlock(_ parts: [Tool]...) -> [Tool] { parts.flatMap(\.self) }
  /// Tools on a condition.
  public static func buildOptional(_ tools: [Tool]?) -> [Tool] { tools ?? [] }
  /// Tools of the first branch.
  public static func buildEither(first tools: [Tool]) -> [Tool] { tools }
  /// Tools of the second branch.
  public static func buildEither(second tools: [Tool]) -> [Tool] { tools }
  /// Tools of a loop.
  public static func buildArray(_ parts: [[Tool]]) -> [Tool] { parts.flatMap(\.self) }
}

import ClaudeAgentSDK
import Testing

/// Whatever stands where a field of an input should be, every property can be read.
@Suite struct HostileHookTests {
  private static let replacements: [JSONValue] = [
    .null, 7, 1.5e300, .integer(.min), .bigInteger(JSONBigInteger("99999999999999999999999")!), true, "", [],
    [1, [], "x"], ["type": "addRules", "rules": 5],
  ]

  @Test(arguments: HookEvents.all)
  func `every field may be of every other kind`(event: String) throws {
    let whole = try JSONValue(parsing: HookExemplars.text(event))
    let paths = Self.paths(in: whole)
    #expect(paths.count > 9)
    for path in paths {
      for replacement in Self.replacements {
        let changed = Self.replacing(whole, at: path[...], by: replacement)
        let json = try #require(JSONView(copying: changed.serialized()))
        ReadEveryHookInput.read(event, json)
        #expect(json.value == changed)
      }
    }
  }

  @Test(arguments: HookEvents.all)
  func `an input may be anything and may end anywhere`(event: String) throws {
    for replacement in Self.replacements {
      ReadEveryHookInput.read(event, try #require(JSONView(copying: replacement.serialized())))
    }
    let bytes = Array(try HookExemplars.text(event).utf8)
    for count in 0..<bytes.count {
      ReadEveryHookInput.read(event, try #require(JSONView(copying: bytes[..<count])))
    }
  }

  @Test func `what is of the wrong kind reads as nothing`() throws {
    let json = try #require(
      JSONView(
        copying: #"""
          {"session_id":5,"cwd":[],"permission_mode":{},"effort":"high","prompt_id":false,"tool_name":null,
          "tool_input":null,"mcp_server":"db","tool_calls":{"0":1},"background_tasks":"many","session_crons":[1,[]],
          "stop_hook_active":"yes","duration_ms":"long","seconds_since_last_response":1e400,"context_tokens":1.5,
          "index":99999999999999999999,"final":1,"globs":[1,2],"permission_suggestions":{"type":"setMode"}}
          """#))
    let tool = PostToolUseInput(json: json)
    #expect([tool.sessionID, tool.workingDirectory, tool.toolName, tool.toolUseID] == ["", "", "", ""])
    #expect(tool.permissionMode == nil)
    #expect(tool.effort == nil)
    #expect(tool.promptID == nil)
    #expect(tool.toolInput.isNull)
    #expect(tool.mcpServer == nil)
    #expect(tool.duration == nil)
    #expect(PostToolBatchInput(json: json).toolCalls.isEmpty)
    #expect(StopInput(json: json).backgroundTasks.isEmpty)
    #expect(StopInput(json: json).sessionCrons.isEmpty)
    #expect(!StopInput(json: json).stopHookActive)
    #expect(SessionStartInput(json: json).timeSinceLastResponse == nil)
    #expect(SessionStartInput(json: json).contextTokens == nil)
    #expect(MessageDisplayInput(json: json).index == 0)
    #expect(!MessageDisplayInput(json: json).isFinal)
    #expect(InstructionsLoadedInput(json: json).globs.isEmpty)
    #expect(PermissionRequestInput(json: json).permissionSuggestions.isEmpty)
  }

  private enum Step {
    case key(String)
    case index(Int)
  }

  /// The ways to every value inside `value`, itself left out.
  private static func paths(in value: JSONValue) -> [[Step]] {
    switch value {
    case .object(let members):
      members.flatMap { key, value in [[.key(key)]] + paths(in: value).map { [.key(key)] + $0 } }
    case .array(let elements):
      elements.enumerated().flatMap { index, value in [[.index(index)]] + paths(in: value).map { [.index(index)] + $0 }
      }
    default: []
    }
  }

  private static func replacing(_ value: JSONValue, at path: ArraySlice<Step>, by new: JSONValue) -> JSONValue {
    guard let step = path.first else { return new }
    switch (value, step) {
    case (.object(var members), .key(let key)):
      members[key] = replacing(members[key] ?? .null, at: path.dropFirst(), by: new)
      return .object(members)
    case (.array(var elements), .index(let index)):
      elements[index] = replacing(elements[index], at: path.dropFirst(), by: new)
      return .array(elements)
    default: return value
    }
  }
}

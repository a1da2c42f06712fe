import ClaudeAgentSDK
import Testing

/// Whatever stands where a field should be, every property of every answer can be read.
@Suite struct HostileAnswerTests {
  private static let readers: [String: @Sendable (JSONView) -> Void] = [
    "initialize": { ReadEverything.read(ServerInfo(json: $0)) },
    "get_status": { $0.each("sections") { ReadEverything.read(StatusSection(json: $0)) } },
    "get_binary_version": { ReadEverything.read(BinaryVersion(json: $0)) },
    "list_models": { $0.each("models") { ReadEverything.read(ModelInfo(json: $0)) } },
    "get_hooks_listing": { ReadEverything.read(HooksListing(json: $0)) },
    "list_permission_rules": { ReadEverything.read(PermissionRuleListing(json: $0["state"] ?? $0)) },
    "get_settings": { ReadEverything.read(SettingsSnapshot(json: $0)) },
    "get_usage": { ReadEverything.read(UsageReport(json: $0)) },
    "get_context_usage": { ReadEverything.read(ContextUsage(json: $0)) },
    "mcp_status": { $0.each("mcpServers") { ReadEverything.read(MCPServerStatus(json: $0)) } },
    "mcp_set_servers": { ReadEverything.read(MCPServerChanges(json: $0)) },
    "mcp_call": { ReadEverything.read(MCPCallResult(json: $0)) },
    "mcp_authenticate": { ReadEverything.read(MCPAuthentication(json: $0)) },
    "mcp_read_resource": { $0.each("contents") { ReadEverything.read(MCPResourceContents(json: $0)) } },
    "claude_authenticate": { ReadEverything.read(SignIn(json: $0)) },
    "claude_oauth_callback": { ReadEverything.read(AccountInfo(json: $0["account"] ?? $0)) },
    "rewind_files": { ReadEverything.read(RewindResult(json: $0)) },
    "rewind_conversation": { ReadEverything.read(ConversationRewind(json: $0)) },
    "read_file": { ReadEverything.read(FileContents(json: $0)) },
    "file_suggestions": { ReadEverything.read(FileSuggestions(json: $0)) },
    "side_question": { ReadEverything.read(SideAnswer(json: $0)) },
    "reload_plugins": { ReadEverything.read(PluginReload(json: $0)) },
    "get_task_output": { ReadEverything.read(TaskOutput(json: $0)) },
  ]

  private static let replacements: [JSONValue] = [
    .null, 7, 1.5e300, .integer(.min), "", [], [1, [], "x"], ["type": "text", "text": 5],
  ]

  @Test(arguments: ControlFixture.recorded + ControlFixture.madeUp)
  func `every field may be of every other kind`(_ fixture: ControlFixture) throws {
    guard let read = Self.readers[fixture.subtype] else { return }
    let whole = JSONValue.object(fixture.response)
    read(try #require(JSONView(copying: whole.serialized())))
    for replacement in Self.replacements {
      for variant in whole.variants(replacing: replacement) {
        read(try #require(JSONView(copying: variant.serialized())))
      }
    }
  }

  @Test(arguments: readers.keys.sorted())
  func `an answer may be anything, and may end anywhere`(_ subtype: String) throws {
    let fixture = try #require((ControlFixture.madeUp + ControlFixture.recorded).first { $0.subtype == subtype })
    let bytes = Array(fixture.response.serialized().utf8)
    let read = try #require(Self.readers[subtype])
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 100)) {
      read(try #require(JSONView(copying: bytes[..<count])))
    }
    for text in ["null", "7", "[]", "{}", "\"x\""] { read(try #require(JSONView(copying: text))) }
  }
}

extension JSONView {
  /// Does something with each element of a member, or with the whole when that has none.
  fileprivate func each(_ key: String, _ body: (JSONView) -> Void) {
    body(self)
    if let member = self[key] { for element in member.elements { body(element) } }
  }
}

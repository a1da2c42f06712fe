import ClaudeAgentSDK
import Testing

@Suite struct PermissionUpdateTests {
  private func parse(_ text: String) throws -> PermissionUpdate {
    PermissionUpdate(json: try #require(JSONView(copying: text)))
  }

  @Test func `rules are written with their behaviour and destination`() {
    let rules = [PermissionRule(toolName: "Bash", ruleContent: "git *"), PermissionRule(toolName: "Read")]
    #expect(
      PermissionUpdate.addRules(rules: rules, behavior: .allow, destination: .localSettings).json?.serialized()
        == #"{"type":"addRules","destination":"localSettings","#
        + #""rules":[{"toolName":"Bash","ruleContent":"git *"},{"toolName":"Read"}],"behavior":"allow"}"#)
    #expect(
      PermissionUpdate.replaceRules(rules: [], behavior: .deny, destination: .userSettings).json?.serialized()
        == #"{"type":"replaceRules","destination":"userSettings","rules":[],"behavior":"deny"}"#)
    #expect(
      PermissionUpdate.removeRules(rules: [], behavior: .ask, destination: .projectSettings).json?.serialized()
        == #"{"type":"removeRules","destination":"projectSettings","rules":[],"behavior":"ask"}"#)
  }

  @Test func `modes and directories are written without fields of other types`() {
    #expect(
      PermissionUpdate.setMode(.plan, destination: .session).json?.serialized()
        == #"{"type":"setMode","destination":"session","mode":"plan"}"#)
    #expect(
      PermissionUpdate.addDirectories(["/a", "/b"], destination: .commandLine).json?.serialized()
        == #"{"type":"addDirectories","destination":"cliArg","directories":["/a","/b"]}"#)
    #expect(
      PermissionUpdate.removeDirectories([], destination: "elsewhere").json?.serialized()
        == #"{"type":"removeDirectories","destination":"elsewhere","directories":[]}"#)
  }

  @Test(arguments: [
    PermissionUpdate.addRules(rules: [], behavior: .allow), .replaceRules(rules: [], behavior: .allow),
    .removeRules(rules: [], behavior: .allow), .setMode(.plan), .addDirectories([]), .removeDirectories([]),
  ])
  func `a change without a destination is the session's`(update: PermissionUpdate) {
    #expect(update.json?["destination"] == "session")
  }

  @Test func `an empty content is kept, none is left out`() {
    let rules = [PermissionRule(toolName: "Bash", ruleContent: ""), PermissionRule(toolName: "Bash", ruleContent: nil)]
    #expect(
      PermissionUpdate.addRules(rules: rules, behavior: .allow).json?["rules"]
        == [["toolName": "Bash", "ruleContent": ""], ["toolName": "Bash"]])
  }

  @Test func `every type is read`() throws {
    #expect(
      try parse(
        #"{"type":"addRules","rules":[{"toolName":"Bash","ruleContent":"ls"}],"behavior":"allow","destination":"session"}"#
      )
        == .addRules(
          rules: [PermissionRule(toolName: "Bash", ruleContent: "ls")], behavior: .allow, destination: .session))
    #expect(
      try parse(#"{"type":"replaceRules","rules":[{"toolName":"Bash","ruleContent":null}],"behavior":"deny"}"#)
        == .replaceRules(rules: [PermissionRule(toolName: "Bash")], behavior: .deny))
    #expect(
      try parse(#"{"type":"removeRules","rules":[],"behavior":"later","destination":null}"#)
        == .removeRules(rules: [], behavior: "later"))
    #expect(
      try parse(#"{"type":"setMode","mode":"acceptEdits","destination":"session"}"#)
        == .setMode(.acceptEdits, destination: .session))
    #expect(
      try parse(#"{"type":"addDirectories","directories":["/a"],"destination":"cliArg"}"#)
        == .addDirectories(["/a"], destination: .commandLine))
    #expect(try parse(#"{"type":"removeDirectories","directories":[]}"#) == .removeDirectories([]))
  }

  @Test func `a change of an unknown type goes back as it came`() throws {
    let text = #"{"type":"paintItBlack","shade":3,"destination":null}"#
    let update = try parse(text)
    #expect(update == .unknown(["type": "paintItBlack", "shade": 3, "destination": nil]))
    #expect(update.json?.serialized() == text)
  }

  /// A part that is wrong must never be read as a wider permission.
  @Test(arguments: [
    #"{}"#, #"5"#, #"null"#, #"["addRules"]"#, #"{"type":5}"#, #"{"type":null,"rules":[]}"#, #"{"type":"addRules"}"#,
    #"{"type":"addRules","rules":[],"destination":"session"}"#, #"{"type":"addRules","rules":{},"behavior":"allow"}"#,
    #"{"type":"addRules","rules":[{"ruleContent":"x"}],"behavior":"allow"}"#,
    #"{"type":"addRules","rules":[{"toolName":7}],"behavior":"allow"}"#,
    #"{"type":"addRules","rules":[{"toolName":"Bash","ruleContent":7}],"behavior":"allow"}"#,
    #"{"type":"addRules","rules":["Bash"],"behavior":"allow"}"#, #"{"type":"replaceRules","rules":[],"behavior":1}"#,
    #"{"type":"removeRules","rules":[],"behavior":"ask","destination":3}"#, #"{"type":"setMode"}"#,
    #"{"type":"setMode","mode":["plan"]}"#, #"{"type":"addDirectories","directories":["/a",5]}"#,
    #"{"type":"removeDirectories","directories":"/a"}"#, #"{"type":"addDirectories"}"#,
    #"{"type":"addRules","rules":["#,
  ])
  func `what the CLI would not take cannot be written`(text: String) throws {
    let update = try parse(text)
    guard case .unknown = update else {
      Issue.record("read as \(update)")
      return
    }
    #expect(update.json == nil)
  }

  @Test func `an unknown change of a known type is written when it is whole`() {
    #expect(
      PermissionUpdate.unknown(["type": "setMode", "mode": "plan", "more": 1]).json
        == ["type": "setMode", "mode": "plan", "destination": "session"])
  }

  @Test func `a change nested too deep is unknown`() throws {
    let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    #expect(try parse(#"{"type":"later","x":\#(deep)}"#) == .unknown([:]))
  }

  @Test func `every recorded suggestion goes back as it came`() throws {
    let suggestions = Recordings.requests("can_use_tool").flatMap { $0.request["permission_suggestions"]?.array ?? [] }
    #expect(suggestions.count == 27)
    var known = 0
    for suggestion in suggestions {
      let update = try parse(suggestion.serialized())
      if case .unknown = update { Issue.record("unknown: \(suggestion)") } else { known += 1 }
      #expect(update.json.map(JSONValue.object) == suggestion)
    }
    #expect(known == suggestions.count)
  }
}

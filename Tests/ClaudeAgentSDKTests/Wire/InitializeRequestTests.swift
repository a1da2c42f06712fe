import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct InitializeRequestTests {
  private func request(
    host: HostCapabilities = .none, _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) -> String {
    var options = ClaudeAgentOptions()
    change(&options)
    var writer = JSONWriter()
    InitializeRequest(options, host: host).writeRequest(to: &writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test func `without hooks the request says so`() {
    #expect(request() == #"{"subtype":"initialize","hooks":null}"#)
  }

  @Test func `what the host serves is registered`() {
    var host = HostCapabilities()
    host.hooks = ["Stop": [["matcher": nil, "hookCallbackIds": ["hook_0"]]]]
    host.dialogKinds = ["plan"]
    #expect(
      request(host: host)
        == #"{"subtype":"initialize","hooks":{"Stop":[{"matcher":null,"hookCallbackIds":["hook_0"]}]},"#
        + #""supportedDialogKinds":["plan"]}"#)
  }

  @Test func `an agent leaves out what is not set and keeps empty lists and false`() {
    let text = request { options in
      var agent = AgentDefinition(description: "d", prompt: "p", tools: [], model: "haiku")
      agent.disallowedTools = ["Write"]
      agent.skills = ["s"]
      agent.memory = .project
      agent.mcpServers = ["db", .inline(name: "web", .http(url: "u"))]
      agent.initialPrompt = "go"
      agent.maxTurns = 4
      agent.background = false
      agent.effort = .level(.high)
      agent.permissionMode = .plan
      agent.additionalFields = ["omitClaudeMd": true]
      options.agents = ["a": agent, "b": AgentDefinition(description: "x", prompt: "y")]
    }
    #expect(
      text == #"{"subtype":"initialize","hooks":null,"agents":{"a":{"description":"d","prompt":"p","tools":[],"#
        + #""disallowedTools":["Write"],"model":"haiku","skills":["s"],"memory":"project","#
        + #""mcpServers":["db",{"web":{"type":"http","url":"u"}}],"initialPrompt":"go","maxTurns":4,"background":false,"#
        + #""effort":"high","permissionMode":"plan","omitClaudeMd":true},"b":{"description":"x","prompt":"y"}}}"#)
  }

  @Test(arguments: [
    (SystemPrompt.preset(excludeDynamicSections: false), #","excludeDynamicSections":false"#),
    (.preset(append: "x", snapshot: true), #","systemPromptSnapshot":true"#),
    (.text("p", snapshot: false), #","systemPromptSnapshot":false"#), (.text("p"), ""), (.preset(), ""),
    (.none, ""), (.blocks(["a", "b"]), #","systemPrompt":["a","b"]"#),
  ])
  func `each form of the system prompt has its fields`(prompt: SystemPrompt, fields: String) {
    #expect(request { $0.systemPrompt = prompt } == #"{"subtype":"initialize","hooks":null\#(fields)}"#)
  }

  @Test func `what is too long for the command line travels here`() {
    let long = String(repeating: "x", count: ClaudeAgentOptions.longestInlineValue + 1)
    #expect(request { $0.systemPrompt = .text(long) }.hasSuffix(#","systemPrompt":["\#(long)"]}"#))
    #expect(request { $0.systemPrompt = .preset(append: long) }.hasSuffix(#","appendSystemPrompt":"\#(long)"}"#))
    #expect(
      request { $0.outputFormat = .jsonSchema(["t": .string(long)]) }.hasSuffix(#","jsonSchema":{"t":"\#(long)"}}"#))
    #expect(request { $0.outputFormat = .jsonSchema(["t": 1]) } == #"{"subtype":"initialize","hooks":null}"#)
  }

  @Test func `the other options have their fields`() {
    let text = request {
      $0.skills = []
      $0.forwardSubagentText = true
      $0.planModeInstructions = "plan"
      $0.title = "t"
      $0.promptSuggestions = false
      $0.agentProgressSummaries = true
      $0.toolAliases = ["Bash": "mcp__b__bash"]
    }
    #expect(
      text == #"{"subtype":"initialize","hooks":null,"skills":[],"forwardSubagentText":true,"#
        + #""planModeInstructions":"plan","title":"t","promptSuggestions":false,"agentProgressSummaries":true,"#
        + #""toolAliases":{"Bash":"mcp__b__bash"}}"#)
    #expect(request { $0.skills = .all } == #"{"subtype":"initialize","hooks":null}"#)
  }
}

extension InitializeRequest {
  /// The whole request, as a connection writes it around the fields.
  func writeRequest(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("subtype", "initialize")
    writeFields(to: &writer)
    writer.endObject()
  }
}

@Suite struct FreshIDTests {
  @Test func `an id is a UUID of version 4 and is not given twice`() {
    let ids = (0..<200).map { _ in FreshID.uuid() }
    #expect(Set(ids).count == 200)
    for id in ids {
      #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }
  }
}

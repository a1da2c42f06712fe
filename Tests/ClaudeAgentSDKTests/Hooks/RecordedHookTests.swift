import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// What the real CLI tells hooks, and what it was answered.
@Suite struct RecordedHookTests {
  @Test func `every field that the CLI wrote has a property`() throws {
    let calls = Recordings.requests("hook_callback")
    #expect(calls.count == 55)
    for call in calls {
      let input = try #require(call.request["input"])
      let event = try #require(input["hook_event_name"]?.string)
      let known = try JSONValue(parsing: HookExemplars.text(event))
      for path in Self.paths(input) where !Self.paths(known).contains(path) {
        Issue.record("\(event) has \(path) in \(call.run)")
      }
    }
  }

  /// The names of members, also of objects in lists, but for what tools and schemas hold, which is theirs.
  private static func paths(_ value: JSONValue, below prefix: String = "") -> Set<String> {
    switch value {
    case .object(let members):
      Set(
        members.flatMap { key, value -> Set<String> in
          let path = prefix + "/" + key
          let isTheirs = ["tool_input", "tool_response", "requested_schema", "permission_suggestions"].contains(key)
          return isTheirs ? [path] : paths(value, below: path).union([path])
        })
    case .array(let elements): Set(elements.flatMap { paths($0, below: prefix + "[]") })
    default: []
    }
  }

  @Test func `the recorded calls are read`() throws {
    var events: Set<String> = []
    for call in Recordings.requests("hook_callback") {
      let json = try #require(JSONView(copying: call.request.serialized())?["input"])
      let input = UnknownHookInput(json: json)
      #expect(HookEvents.all.contains(input.eventName))
      #expect(input.sessionID.count == 36)
      #expect(input.transcriptPath.hasSuffix("\(input.sessionID).jsonl"))
      #expect(input.workingDirectory.hasPrefix("/workspace"))
      ReadEveryHookInput.read(input.eventName, json)
      events.insert(input.eventName)
    }
    #expect(events.count == 24)
  }

  @Test func `a recorded permission request names the call that can_use_tool names`() throws {
    let call = try #require(
      Recordings.requests("hook_callback").first {
        $0.request["input"]?["hook_event_name"] == "PermissionRequest"
      })
    let json = try #require(JSONView(copying: call.request.serialized()))
    let hookCall = HookCall(input: json["input"] ?? .null, toolUseID: json["tool_use_id"]?.node)
    let input: PermissionRequestInput = hookCall.face()
    #expect(input.toolUseID == "toolu_016cZQ1hpY2w79b4aNwRwEda")
    #expect(input.toolInput["command"]?.string == "touch z.txt && echo z")
    #expect(
      input.permissionSuggestions == [
        .addRules(
          rules: [PermissionRule(toolName: "Bash", ruleContent: "touch z.txt && echo z")], behavior: .allow,
          destination: .localSettings),
        .addDirectories(["/workspace"], destination: .session), .setMode(.acceptEdits, destination: .session),
      ])
  }

  @Test func `every recorded answer can be made`() throws {
    let changed: JSONObject = ["command": "echo changed by hook", "description": "Changed"]
    let ours = [
      json(.stop("Halt by hook"), .preToolUse),
      json(
        .with {
          $0.systemMessage = "from hook"
          $0.additionalContext = "remember: blue"
          $0.updatedToolOutput = ["stdout": "replaced", "stderr": "", "interrupted": false]
        }, .postToolUse),
      json(.allow("hook says allow"), .preToolUse), json(.ask("hook says ask"), .preToolUse),
      json(.defer("hook says defer"), .preToolUse), json(.deny("hook says deny"), .preToolUse),
      json(.allow("hook says allow", updatedInput: changed), .preToolUse),
      json(.block("No such talk here"), .userPromptSubmit),
      json(
        .with {
          $0.additionalContext = "The user is in Paris."
          $0.sessionTitle = "Paris talk"
        }, .userPromptSubmit),
      json(.block("Say more"), .stop), json(.context("be nice"), .subagentStart), json(.block("again"), .subagentStop),
      json(.detached(timeout: .seconds(5)), .postToolUse), json(.continue, .stop),
    ]
    let theirs = Recordings.notes("hook").compactMap { note -> JSONValue? in
      // Names that are taken in the recorded language.
      guard case .object(let output) = note["output"] else { return nil }
      return .object(JSONObject(output.map { ($0.key.trimmingUnderscore, $0.value) }))
    }
    #expect(theirs.count == 52)
    #expect(Set(theirs) == Set(try ours.map { try JSONValue(parsing: $0) }))
  }

  private func json<Input: HookInput>(_ output: HookOutput<Input>, _ event: HookEvent<Input>) -> String {
    HookAnswer(output, event).text
  }
}

extension HookAnswer {
  /// The payload as it is written.
  var text: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingUnderscore: String { hasSuffix("_") ? String(dropLast()) : self }
}

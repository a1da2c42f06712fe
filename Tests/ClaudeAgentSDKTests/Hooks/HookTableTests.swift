import Testing

@testable import ClaudeAgentSDK

@Suite struct HookTableTests {
  private func hook(
    _ event: String, _ matcher: String? = nil, timeout: Duration? = nil, onFailure: HookFailurePolicy? = nil
  ) -> Hook {
    Hook(.named(event), matching: matcher, timeout: timeout, onFailure: onFailure) { _ in .continue }
  }

  @Test func `no hooks register nothing`() {
    let table = HookTable([])
    #expect(table.isEmpty)
    #expect(table.registration.isEmpty)
    #expect(table[callbackID: "hook_0"] == nil)
    #expect(!table.demandsFailurePolicy)
    #expect(!table.defaultsToBlock)
  }

  @Test func `ids are counted over the events in their order, then over the hooks of each`() {
    let table = HookTable([hook("Stop", "a"), hook("Notification", "b"), hook("Stop", "c"), hook("Setup", "d")])
    #expect(!table.isEmpty)
    #expect(table.events == ["Stop", "Notification", "Setup"])
    #expect(
      table.registration.serialized()
        == #"{"Stop":[{"matcher":"a","hookCallbackIds":["hook_0"]},{"matcher":"c","hookCallbackIds":["hook_1"]}],"#
        + #""Notification":[{"matcher":"b","hookCallbackIds":["hook_2"]}],"#
        + #""Setup":[{"matcher":"d","hookCallbackIds":["hook_3"]}]}"#)
    #expect((0...3).map { table[callbackID: "hook_\($0)"]?.matcher } == ["a", "c", "b", "d"])
  }

  @Test func `a matcher is always there, a time-out and a policy only when set`() {
    let table = HookTable([
      hook("Stop", timeout: .seconds(30), onFailure: "later"), hook("Stop", "", timeout: .milliseconds(1500)),
      hook("Stop", timeout: .zero, onFailure: .continue), hook("Stop", timeout: .seconds(-3), onFailure: .block),
      hook("Stop", timeout: .seconds(Int64.max) * 10),
    ])
    #expect(
      table.registration.serialized()
        == #"{"Stop":[{"matcher":null,"hookCallbackIds":["hook_0"],"timeout":30,"onFailure":"later"},"#
        + #"{"matcher":"","hookCallbackIds":["hook_1"],"timeout":1.5},"#
        + #"{"matcher":null,"hookCallbackIds":["hook_2"],"timeout":0,"onFailure":"continue"},"#
        + #"{"matcher":null,"hookCallbackIds":["hook_3"],"timeout":0,"onFailure":"block"},"#
        + #"{"matcher":null,"hookCallbackIds":["hook_4"],"timeout":1099511627776}]}"#)
  }

  @Test(arguments: ["PreToolUse", "PermissionRequest", "UserPromptSubmit"])
  func `a gating event blocks on failure unless something else is asked for`(event: String) {
    let table = HookTable([hook(event), hook(event, onFailure: .continue), hook(event, onFailure: "later")])
    #expect(table.registration[event]?.array?.map { $0["onFailure"] } == ["block", "continue", "later"])
    #expect(table.defaultsToBlock)
    #expect(table.eventsBlockingByDefault == [event])
    #expect(!HookTable([hook(event, onFailure: .block)]).defaultsToBlock)
    #expect(!HookTable([hook(event, onFailure: .continue)]).defaultsToBlock)
    #expect(!HookTable([hook("Stop")]).defaultsToBlock)
  }

  @Test func `only a policy of one's own is a demand, and only one that is not to go on`() {
    #expect(!HookTable([hook("PreToolUse"), hook("Stop", onFailure: .continue)]).demandsFailurePolicy)
    #expect(HookTable([hook("Stop"), hook("Stop", onFailure: .block)]).demandsFailurePolicy)
    #expect(HookTable([hook("Stop", onFailure: "sometimes")]).demandsFailurePolicy)
  }

  // MARK: Look-up

  @Test(arguments: [
    "", "hook", "hook_", "hook_2", "hook_00", "hook_01", "hook_-1", "hook_+1", "hook_ 1", "hook_1 ", "Hook_1", "hook-1",
    "hook_0x1", "hook_1.0", "hook_1234567890", "hook_99999999999999999999999999", "hook_١", "hook_1\u{301}",
    "my-id-1", String(repeating: "hook_1", count: 1000),
  ])
  func `an id that was not given out has no hook`(id: String) throws {
    let table = HookTable([hook("Stop", "a"), hook("Stop", "b")])
    #expect(table[callbackID: id] == nil)
    #expect(table[callbackID: try #require(JSONView(copying: JSONValue.string(id).serialized()))] == nil)
  }

  @Test func `an id is looked up where it stands in the request`() throws {
    let table = HookTable((0..<12).map { hook("Stop", "\($0)") })
    let request = try #require(
      JSONView(copying: ##"{"a":"hook_11","b":"\u0068ook\u005f7","c":3,"d":null,"e":["hook_1"],"f":"hook_1"}"##))
    #expect(table[callbackID: try #require(request["a"])]?.hook.matcher == "11")
    #expect(table[callbackID: try #require(request["b"])]?.hook.matcher == "7")
    for key in ["c", "d", "e"] { #expect(table[callbackID: try #require(request[key])] == nil) }
    #expect(table[callbackID: .null] == nil)
  }

  // MARK: Recordings

  /// All starts of the recordings with hooks, but the one that has made up ids of its own.
  private static let recorded = Recordings.sentRequests("initialize").filter {
    $0.request["hooks"]?.object != nil && !$0.run.hasPrefix("init_options")
  }

  private static func table(of start: Recordings.Request) -> HookTable {
    HookTable(
      (start.request["hooks"]?.object ?? [:]).flatMap { event, matchers in
        (matchers.array ?? []).map { matcher in
          Hook(
            .named(event), matching: matcher["matcher"]?.string,
            timeout: (matcher["timeout"]?.int).map { .seconds($0) },
            onFailure: (matcher["onFailure"]?.string).map { HookFailurePolicy(rawValue: $0) }
          ) { _ in .continue }
        }
      })
  }

  @Test func `the registration is that of the official SDK but for the policy of gating events`() throws {
    #expect(Self.recorded.count == 20)
    for start in Self.recorded {
      var expected = try #require(start.request["hooks"]?.object)
      for event in ["PreToolUse", "PermissionRequest", "UserPromptSubmit"] {
        guard let matchers = expected[event]?.array else { continue }
        expected[event] = .array(
          matchers.map { matcher in
            var matcher = matcher
            matcher["onFailure"] = "block"
            return matcher
          })
      }
      let registration = Self.table(of: start).registration
      #expect(registration == expected, "\(start.run)")
      #expect(registration.keys == expected.keys, "\(start.run)")
    }
  }

  @Test func `a recorded call finds the hook of its event`() throws {
    var found = 0
    for call in Recordings.requests("hook_callback") where !call.run.hasPrefix("init_options") {
      let start = try #require(Self.recorded.first { $0.run == call.run })
      let view = try #require(JSONView(copying: call.request.serialized()))
      let hook = Self.table(of: start)[callbackID: try #require(view["callback_id"])]
      #expect(hook?.hook.event == view["input"]?["hook_event_name"]?.string)
      found += hook == nil ? 0 : 1
    }
    #expect(found == 54)
  }
}

extension HookTable {
  /// The hook of an id, as a text.
  subscript(callbackID id: String) -> Hook? {
    JSONView(copying: JSONValue.string(id).serialized()).flatMap { self[callbackID: $0]?.hook }
  }
}

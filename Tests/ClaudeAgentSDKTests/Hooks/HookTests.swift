import Testing

@testable import ClaudeAgentSDK

@Suite struct HookTests {
  private struct Refusal: Error {}

  private func call(_ text: String, toolUseID: String? = nil) throws -> HookCall {
    HookCall(
      input: try #require(JSONView(copying: text)),
      toolUseID: toolUseID.flatMap { JSONView(copying: "\"\($0)\"") }?.node)
  }

  @Test func `a closure without await is synchronous`() throws {
    let hook = Hook(.preToolUse, matching: "Bash") { call in
      call.toolInput["command"]?.string?.contains("rm -rf") == true ? .deny("No.") : .continue
    }
    #expect(hook.event == "PreToolUse")
    #expect(hook.matcher == "Bash")
    guard case .synchronous(let body) = hook.body else {
      Issue.record("asynchronous")
      return
    }
    #expect(
      try body(call(#"{"tool_input":{"command":"rm -rf /"}}"#)).text
        == #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","#
        + #""permissionDecisionReason":"No."}}"#)
    #expect(try body(call(#"{"tool_input":{"command":"ls"}}"#)).text == "{}")
  }

  @Test func `a closure with await is asynchronous`() async throws {
    let hook = Hook(.permissionRequest, timeout: .seconds(3)) { call in
      await Task.yield()
      return call.toolUseID == "toolu_1" ? .deny("not this one") : .allow()
    }
    #expect(hook.timeout == .seconds(3))
    guard case .asynchronous(let body) = hook.body else {
      Issue.record("synchronous")
      return
    }
    #expect(
      try await body(call("{}", toolUseID: "toolu_1")).text
        == #"{"hookSpecificOutput":{"hookEventName":"PermissionRequest","#
        + #""decision":{"behavior":"deny","message":"not this one"}}}"#)
    #expect(
      try await body(call("{}")).text
        == #"{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}"#)
  }

  @Test func `a closure of several statements is told apart too`() {
    let synchronous = Hook(.userPromptSubmit) { input in
      guard input.prompt.isEmpty else { return .continue }
      return .block("Say something.")
    }
    let asynchronous = Hook(.userPromptSubmit) { input in
      guard input.prompt.isEmpty else { return .continue }
      try await Task.sleep(for: .zero)
      return .block("Say something.")
    }
    let filling = Hook(.sessionStart) { _ in .with { $0.reloadSkills = true } }
    if case .asynchronous = synchronous.body { Issue.record("asynchronous") }
    if case .synchronous = asynchronous.body { Issue.record("synchronous") }
    if case .asynchronous = filling.body { Issue.record("asynchronous") }
  }

  @Test func `what a closure throws comes out`() async throws {
    let synchronous = Hook(.stop) { _ in throw Refusal() }
    let asynchronous = Hook(.stop) { _ in
      await Task.yield()
      throw Refusal()
    }
    guard case .synchronous(let now) = synchronous.body, case .asynchronous(let later) = asynchronous.body
    else {
      Issue.record("the wrong kind")
      return
    }
    let call = try call("{}")
    #expect(throws: Refusal.self) { try now(call) }
    await #expect(throws: Refusal.self) { try await later(call) }
  }

  @Test func `a closure on the main actor can be asked for`() async throws {
    let hook = Hook(.notification) { @MainActor (input: NotificationInput) async in
      MainActor.assertIsolated()
      return .context(input.message)
    }
    guard case .asynchronous(let body) = hook.body else {
      Issue.record("synchronous")
      return
    }
    #expect(try await body(call(#"{"message":"hi"}"#)).text.contains(#""additionalContext":"hi""#))
  }

  @Test func `a hook for an event of a later version answers under its name`() throws {
    let hook = Hook(.named("Sunrise"), onFailure: .block) { input in
      HookOutput(specific: ["height": .integer(input.json["height"]?.int ?? 0)])
    }
    #expect(hook.event == "Sunrise")
    #expect(hook.onFailure == .block)
    guard case .synchronous(let body) = hook.body else {
      Issue.record("asynchronous")
      return
    }
    #expect(
      try body(call(#"{"height":3}"#)).text == #"{"hookSpecificOutput":{"hookEventName":"Sunrise","height":3}}"#)
  }

  // MARK: Gates

  @Test func `three events gate, by name too`() {
    let gates = HookEvents.all.filter { HookGate(event: $0) != nil }
    #expect(gates == ["PreToolUse", "PermissionRequest", "UserPromptSubmit"])
    #expect(Hook(.preToolUse) { _ in .continue }.gate == .permissionDecision)
    #expect(Hook(.permissionRequest) { _ in .allow() }.gate == .behavior)
    #expect(Hook(.userPromptSubmit) { _ in .continue }.gate == .block)
    #expect(Hook(.named("PreToolUse")) { _ in .continue }.gate == .permissionDecision)
    #expect(Hook(.stop) { _ in .continue }.gate == nil)
  }

  @Test func `a hook that may fail does not gate`() {
    #expect(Hook(.preToolUse, onFailure: .continue) { _ in .continue }.gate == nil)
    #expect(Hook(.preToolUse, onFailure: .block) { _ in .continue }.gate == .permissionDecision)
    #expect(Hook(.preToolUse, onFailure: "later") { _ in .continue }.gate == .permissionDecision)
  }

  @Test func `the failure of a gating hook is an explicit no`() {
    #expect(
      HookAnswer.denial(.permissionDecision, event: "PreToolUse", reason: "broken \"hook\"").text
        == #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","#
        + #""permissionDecisionReason":"broken \"hook\""}}"#)
    #expect(
      HookAnswer.denial(.behavior, event: "PermissionRequest", reason: "broken").text
        == #"{"hookSpecificOutput":{"hookEventName":"PermissionRequest","#
        + #""decision":{"behavior":"deny","message":"broken"}}}"#)
    #expect(
      HookAnswer.denial(.block, event: "UserPromptSubmit", reason: "broken").text
        == #"{"decision":"block","reason":"broken"}"#)
  }
}

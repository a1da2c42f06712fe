import Testing

@testable import ClaudeAgentSDK

@Suite struct HookVerificationTests {
  private func hook(_ event: String, onFailure: HookFailurePolicy? = nil) -> Hook {
    Hook(.named(event), onFailure: onFailure) { _ in .continue }
  }

  private func warnings(_ hooks: [Hook], _ answer: String) throws -> [String] {
    try HookVerification.warnings(for: HookTable(hooks), answer: try #require(JSONView(copying: answer)))
  }

  private func fault(_ hooks: [Hook], _ answer: String) throws -> ClaudeAgentError {
    try #require(throws: ClaudeAgentError.self) { try warnings(hooks, answer) }
  }

  private static let good = #"{"hooks_applied":true,"hook_on_failure_supported":true}"#

  @Test func `nothing is said without hooks, whatever the answer`() throws {
    for answer in ["{}", #"{"hooks_applied":false}"#, "[]", "null", "{", ""] {
      #expect(try warnings([], answer) == [])
    }
  }

  @Test func `nothing is said when all is well`() throws {
    #expect(try warnings([hook("PreToolUse"), hook("Stop", onFailure: .block)], Self.good) == [])
    // A CLI that does not say whether it has taken the hooks has taken them.
    #expect(try warnings([hook("Stop"), hook("PreToolUse", onFailure: .continue)], "{}") == [])
    #expect(try warnings([hook("Stop")], #"{"hooks_applied":null}"#) == [])
  }

  @Test(arguments: [
    "{}", #"{"hook_on_failure_supported":false}"#, #"{"hook_on_failure_supported":null}"#,
    #"{"hook_on_failure_supported":0}"#, #"{"hook_on_failure_supported":""}"#, #"{"hook_on_failure_supported":[]}"#,
    #"{"hook_on_failure_supported":{}}"#, #"{"hook_on_failure_supported":"#, "5", "",
  ])
  func `a policy that the CLI does not know is an error`(answer: String) throws {
    for policy in [HookFailurePolicy.block, "sometimes"] {
      let error = try fault([hook("Stop"), hook("PostToolUse", onFailure: policy)], answer)
      #expect(error.code == .unsupported)
      #expect(
        error.message
          == "A hook for `PostToolUse` has the failure policy `\(policy)`, and this CLI does not know failure "
          + "policies: it would go on when the hook fails. Use a newer CLI, or leave `onFailure` unset.")
    }
  }

  @Test(arguments: ["true", "1", #""yes""#, "[0]", #"{"v":1}"#])
  func `what counts as true makes a policy known`(value: String) throws {
    #expect(try warnings([hook("Stop", onFailure: .block)], #"{"hook_on_failure_supported":\#(value)}"#) == [])
  }

  @Test func `a policy is an error where the hooks were not taken`() throws {
    let error = try fault(
      [hook("Stop", onFailure: .block)], #"{"hooks_applied":false,"hook_on_failure_supported":true}"#)
    #expect(error.code == .unsupported)
    #expect(
      error.message
        == "The CLI has not taken the hooks, because the session was already running; among them is one for `Stop` with "
        + "the failure policy `block`. Start a CLI of its own for this run, or leave `onFailure` unset.")
  }

  @Test func `hooks that were not taken are a warning without a policy`() throws {
    #expect(
      try warnings([hook("PreToolUse")], #"{"hooks_applied":false}"#)
        == ["The CLI has not taken the hooks, because the session was already running: none will be asked."])
    // Only false is false.
    #expect(try warnings([hook("Stop")], #"{"hooks_applied":0}"#) == [])
  }

  @Test func `a gating hook is a warning where the CLI does not know policies`() throws {
    let hooks = [hook("PreToolUse"), hook("UserPromptSubmit"), hook("PreToolUse"), hook("Stop")]
    #expect(
      try warnings(hooks, #"{"hooks_applied":true}"#)
        == [
          "This CLI does not know `onFailure`: when a hook for `PreToolUse`, `UserPromptSubmit` fails on its side or "
            + "outlives its time, it may go on as if there were no hook."
        ])
  }

  @Test func `a name that is not known is a warning, once for each`() throws {
    let hooks = [hook("PreToolUs"), hook("Stop"), hook("PreToolUs"), hook("Sunrise")]
    let sentence = { (name: String) in
      "The hook event `\(name)` is not one that this version knows, and the CLI accepts unknown events silently: check "
        + "the name."
    }
    #expect(try warnings(hooks, Self.good) == [sentence("PreToolUs"), sentence("Sunrise")])
    #expect(try warnings(HookEvents.all.map { hook($0) }, Self.good) == [])
  }
}

import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct ClaudeAgentErrorTests {
  typealias Code = ClaudeAgentError.Code

  @Test(arguments: Code.Name.allCases)
  func `every code but cancellation gives advice that ends as a sentence`(name: Code.Name) {
    let advice = Code(name: name).advice
    #expect(name == .cancelled ? advice.isEmpty : advice.hasSuffix("."))
  }

  @Test func `the message says what happened and then what to try`() {
    let error = ClaudeAgentError(.maxTurnsReached, detail: "The run used all 3 turns.")
    #expect(
      error.message == "The run used all 3 turns. Raise `ClaudeAgentOptions.maxTurns`, or resume the session.")
    #expect(ClaudeAgentError(.spawnFailed, detail: "No.", advice: "Do this.").message == "No. Do this.")
  }

  @Test func `an error without context answers every question with nothing`() {
    let error = ClaudeAgentError(.notConnected, detail: "The client is not connected.")
    #expect(error.exitStatus == nil && error.sessionID == nil && error.retryAfter == nil && error.underlying == nil)
    #expect(error.failedResult == nil && error.faults.isEmpty && error.stderrTail.isEmpty && !error.isRetryable)
  }

  @Test func `context added later keeps the code, the sentence and the advice`() {
    let error = ClaudeAgentError(.processFailed, detail: "The CLI failed.", advice: "Look.")
      .adding {
        $0.exitStatus = .signalled(number: 9)
        $0.sessionID = "s"
      }
      .adding { $0.stderrTail = "oh no\n" }
    #expect(error.description == "processFailed: The CLI failed. Look. (signal 9) [session s]\nstderr: oh no")
  }

  @Test func `every fault of the options is named in the description`() {
    let error = ClaudeAgentError(
      .invalidOptions, detail: "Two options are wrong.",
      context: .init {
        $0.faults = [
          OptionFault(option: "maxTurns", reason: "must not be negative."),
          OptionFault(option: "skills[0]", reason: "is blank."),
        ]
      })
    #expect(error.description.contains("\n  maxTurns: must not be negative.\n  skills[0]: is blank."))
  }

  @Test func `a code is retryable by itself and an error may say otherwise`() {
    #expect(Code.rateLimited.isRetryable && Code.overloaded.isRetryable && !Code.billingError.isRetryable)
    let final = ClaudeAgentError(.rateLimited, detail: "No more.", context: .init { $0.isRetryable = false })
    #expect(!final.isRetryable)
  }

  @Test func `the text of a failed result prefers errors, then the result, the subtype and the status`() {
    typealias Failed = ClaudeAgentError.FailedResult
    #expect(Failed(errors: ["a", " ", "b"], result: "r").text == "a; b")
    #expect(Failed(subtype: "error_max_turns", result: "  r \n").text == "r")
    #expect(Failed(subtype: "error_max_turns", result: " ").text == "error_max_turns")
    #expect(Failed(subtype: "success", apiErrorStatus: 529).text == "API error (HTTP 529)")
    #expect(Failed(subtype: "success").text == "unknown error")
  }

  @Test func `a failed result names the most exact code it can`() {
    func code(_ result: ClaudeAgentError.FailedResult) -> Code { Code(failedResult: result) }
    #expect(code(.init(subtype: "error_max_turns")) == .maxTurnsReached)
    #expect(code(.init(subtype: "error_max_budget_usd")) == .budgetExceeded)
    #expect(code(.init(subtype: "error_max_structured_output_retries")) == .structuredOutputFailed)
    #expect(code(.init(subtype: "success", apiErrorStatus: 429)) == .rateLimited)
    #expect(code(.init(subtype: "success", apiErrorStatus: 503)) == .serverError)
    #expect(code(.init(apiErrorStatus: 400, terminalReason: "prompt_too_long")) == .promptTooLong)
    #expect(code(.init(subtype: "error_during_execution")) == .resultError)
  }

  @Test(arguments: [
    ("rate_limit", Code.rateLimited), ("overloaded", .overloaded), ("authentication_failed", .authenticationFailed),
    ("account_on_hold", .billingError), ("model_not_found", .modelNotFound), ("server_error", .serverError),
  ])
  func `an assistant error maps to its code`(text: String, code: Code) {
    #expect(Code(assistantError: text) == code)
    #expect(Code(assistantError: "something_new") == nil)
  }
}

@Suite struct TransportErrorMeaningTests {
  @Test(arguments: [
    (TransportError.Code.closed, ClaudeAgentError.Code.connectionClosed), (.noSuchDirectory, .workingDirectoryNotFound),
    (.notExecutable, .cliNotExecutable), (.overflow, .memoryLimitReached), (.timedOut, .timedOut),
    (.cancelled, .cancelled), (.system, .internalFault),
  ])
  func `a failure below the agent has its code and is kept as the cause`(
    below: TransportError.Code, code: ClaudeAgentError.Code
  ) {
    let cause = TransportError(below, number: 2, at: "spawn /x")
    let error = ClaudeAgentError(cause, context: .init { $0.sessionID = "s" })
    #expect(error.code == code && error.underlying as? TransportError == cause && error.sessionID == "s")
    #expect(error.detail.hasSuffix(": spawn /x (system code 2)."))
  }
}

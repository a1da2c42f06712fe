// Every failure is a ClaudeAgentError: a code to switch on, a sentence for people, the details.
import ClaudeAgentSDK
import ExampleSupport

func ask(_ prompt: Prompt, _ options: ClaudeAgentOptions) async {
  do {
    print("answer:", try await query(prompt, options: options).text())
  } catch {
    switch error.code {
    case .invalidOptions:
      // All faults at once, each with the name of its option.
      for fault in error.faults { print("bad option \(fault.option): \(fault.reason)") }
    case .cliNotFound:
      print("no CLI:", error.detail)
    case .rateLimited, .overloaded:
      print("later, after \(error.retryAfter ?? .seconds(1))")
    default:
      print("\(error.code), HTTP \(error.failedResult?.apiErrorStatus ?? 0), worth a retry: \(error.isRetryable)")
    }
  }
}

try await withExampleOptions { options in
  var wrong = options
  wrong.maxTurns = -1
  wrong.resume = "a session"
  wrong.continueConversation = true
  await ask("hello", wrong)

  var missing = options
  missing.cliPath = "/no/such/claude"
  await ask("hello", missing)

  await ask("SCENARIO:error_400", options)
  await ask("SCENARIO:error_401", options)
  await ask("but now it works", options)
}

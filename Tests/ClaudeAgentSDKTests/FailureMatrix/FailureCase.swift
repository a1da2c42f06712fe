import ClaudeAgentSDK
import Testing

/// One way in which a CLI can misbehave, and what its user must see.
struct FailureCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let script: [String]
  /// The types of the messages that come before the end.
  var types: [String] = []
  /// Nil for a run that ends well.
  var code: ClaudeAgentError.Code?
  var status: ClaudeAgentError.ExitStatus?
  /// Parts of the error's sentence and of the tail of the standard error.
  var detail = ""
  var tail = ""
  /// How many processes it starts.
  var processes = 1
  var change: @Sendable (inout ClaudeAgentOptions) -> Void = { _ in }

  /// A script that shakes hands, takes the prompt and then does this.
  static func afterPrompt(_ steps: String...) -> [String] { ["init-ok", "await-prompt", "init"] + steps }

  private static func ended(_ name: String, _ step: String, _ status: ClaudeAgentError.ExitStatus) -> FailureCase {
    FailureCase(
      testDescription: name, script: afterPrompt("assistant so far", "stderr it broke", step),
      types: ["system", "assistant"], code: .processFailed, status: status, detail: "It said: it broke",
      tail: "it broke\n")
  }

  static let all: [FailureCase] = beforeTheHandshake + output + endings + descendants + pipes

  static let beforeTheHandshake = [
    FailureCase(
      testDescription: "a slow start",
      script: ["delay 700", "init-ok", "delay 300", "await-prompt", "init", "result x"],
      types: ["system", "result"]),
    FailureCase(
      testDescription: "no answer to initialize", script: ["no-init", "stall"], code: .controlRequestTimedOut,
      detail: "did not answer the control request initialize in 0.4 seconds",
      change: { $0.initializeTimeout = .milliseconds(400) }),
    FailureCase(
      testDescription: "initialize is refused", script: ["await-line initialize", "answer-error no such agent"],
      code: .controlRequestFailed, detail: "no such agent"),
    FailureCase(
      testDescription: "it dies before the handshake", script: ["stderr error: unknown option", "exit 1"],
      code: .processFailed, status: .exited(code: 1), detail: "It said: error: unknown option",
      tail: "error: unknown option\n"),
    FailureCase(
      testDescription: "it dies between request and answer", script: ["await-line initialize", "exit 3"],
      code: .processFailed, status: .exited(code: 3)),
    FailureCase(
      testDescription: "it leaves well before the handshake", script: ["exit 0"], code: .connectionClosed),
    FailureCase(
      testDescription: "an error result instead of a handshake",
      script: ["await-line initialize", "error-result No conversation found", "exit 1"], code: .resultError,
      status: .exited(code: 1), detail: "No conversation found"),
  ]

  static let output = [
    FailureCase(
      testDescription: "noise before and behind the handshake",
      script: ["noise 3", "init-ok", "noise 2", "await-prompt", "init", "noise", "assistant x", "result x", "noise"],
      types: ["system", "assistant", "result"]),
    FailureCase(
      testDescription: "it dies in the middle of a line", script: afterPrompt("assistant so far", "die-mid-line 1"),
      types: ["system", "assistant", ""], code: .processFailed, status: .exited(code: 1)),
    FailureCase(
      testDescription: "a line that is no JSON object",
      script: afterPrompt(#"raw {"type":"assistant"\n"#, #"raw [1]\n"#, #"raw {}\n"#, "result x"),
      types: ["system", "", "", "result"]),
  ]

  static let endings = [
    ended("exit code 1", "exit 1", .exited(code: 1)),
    ended("exit code 143", "exit 143", .exited(code: 143)),
    ended("signal 9", "signal 9", .signalled(number: 9)),
    ended("signal 11", "signal 11", .signalled(number: 11)),
    FailureCase(testDescription: "exit code 0 without a result", script: afterPrompt("exit 0"), types: ["system"]),
    FailureCase(
      testDescription: "an error result and exit code 1", script: afterPrompt("error-result too bad", "exit 1"),
      types: ["system", "result"], code: .resultError, status: .exited(code: 1), detail: "too bad"),
    FailureCase(
      testDescription: "an error result, the news of its prompt, and exit code 1",
      script: afterPrompt(
        "error-result too bad", #"raw {"type":"command_lifecycle","command_uuid":"c","state":"completed"}\n"#, "exit 1"),
      types: ["system", "result", "command_lifecycle"], code: .resultError, status: .exited(code: 1),
      detail: "too bad"),
    FailureCase(
      testDescription: "a good result and exit code 1", script: afterPrompt("result x", "exit 1"),
      types: ["system", "result"]),
    FailureCase(
      testDescription: "a good result and no exit", script: afterPrompt("result x", "stall"),
      types: ["system", "result"]),
    FailureCase(
      testDescription: "an error result and no exit",
      script: afterPrompt("error-result too bad", "close-stdout", "stall"),
      types: ["system", "result"], code: .resultError, detail: "too bad"),
    FailureCase(
      testDescription: "a good result and SIGTERM is ignored", script: afterPrompt("ignore-term", "result x", "stall"),
      types: ["system", "result"]),
    FailureCase(
      testDescription: "the output is closed and the process lives on", script: afterPrompt("close-stdout", "stall"),
      types: ["system"], code: .processFailed, detail: "closed its output and did not end"),
    FailureCase(
      testDescription: "the output is closed and SIGTERM is ignored",
      script: afterPrompt("ignore-term", "close-stdout", "stall"), types: ["system"], code: .processFailed),
  ]

  static let descendants = [
    FailureCase(
      testDescription: "a grandchild holds the pipes of a child that has left",
      script: afterPrompt("grandchild hold-pipe", "exit 3"), types: ["system"], code: .processFailed,
      status: .exited(code: 3), processes: 2),
    FailureCase(
      testDescription: "a grandchild that ignores SIGTERM holds the pipes",
      script: afterPrompt("grandchild hold-pipe ignore-term", "exit 3"), types: ["system"], code: .processFailed,
      status: .exited(code: 3), processes: 2),
    FailureCase(
      testDescription: "a grandchild is left behind a good result",
      script: afterPrompt("grandchild ignore-term", "result x", "stall"), types: ["system", "result"], processes: 2),
    FailureCase(
      testDescription: "a grandchild in a session of its own is left behind a good result",
      script: afterPrompt("grandchild own-session ignore-term hold-pipe", "result x", "stall"),
      types: ["system", "result"], processes: 2),
  ]

  static let pipes = [
    FailureCase(
      testDescription: "the input is closed and the process fails",
      script: ["await-line initialize", "close-stdin", "answer", "stderr no input", "exit 7"], code: .processFailed,
      status: .exited(code: 7), tail: "no input\n"),
    FailureCase(
      testDescription: "the input is closed and the process lives on",
      script: ["await-line initialize", "close-stdin", "answer", "stall"], code: .writeFailed,
      detail: "takes no more input"),
    FailureCase(
      testDescription: "megabytes on the standard error",
      script: [
        "stderr-flood 60000 200", "init-ok", "await-prompt", "stderr-flood 60000 200", "stderr the end", "exit 1",
      ],
      code: .processFailed, status: .exited(code: 1), detail: "the end", tail: "eeee\nthe end\n"),
  ]
}

import ClaudeAgentSDK
import Synchronization

/// Remembers which CLI ran, and with `--verbose` tells what happens.
final class RunLog: AgentObserver {
  private let isVerbose: Bool
  private let version = Mutex<String?>(nil)

  init(isVerbose: Bool) { self.isVerbose = isVerbose }

  /// The version of the CLI, once it has told it.
  var cliVersion: String? { version.withLock { $0 } }

  func observe(_ event: AgentEvent) {
    if case .version(let text) = event { version.withLock { $0 = text } }
    guard isVerbose, let line = Self.describe(event) else { return }
    StandardStream.error.print("claude-agent: \(PlainText.oneLine(line, width: 500))")
  }

  private static func describe(_ event: AgentEvent) -> String? {
    switch event {
    case .started(let processID): "the CLI runs as process \(processID)"
    case .initialized(let time): "the CLI answered initialize after \(Quantity.seconds(time))"
    case .version(let text): "the CLI is version \(text)"
    case .skippedLines(let count): "the CLI wrote \(count) lines that are no JSON objects"
    case .unsupportedRequest(let subtype): "the CLI asked for \(subtype), which nobody serves"
    case .exited(let end): end.exitStatus.map { "the CLI ended with \($0)" } ?? "the CLI ended"
    default: nil
    }
  }
}

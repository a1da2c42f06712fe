import ClaudeAgentSDK
import Foundation
import Synchronization
import Testing

/// Everything a run or a turn has yielded, and how it ended.
struct Outcome: Sendable {
  var messages: [Message] = []
  var error: ClaudeAgentError?

  init<Messages: AsyncSequence>(_ stream: Messages) async
  where Messages.Element == Message, Messages.Failure == ClaudeAgentError {
    do {
      for try await message in stream { messages.append(message) }
    } catch {
      self.error = error
    }
  }

  var types: [String] { messages.map(\.type) }
  var results: [ResultMessage] { messages.compactMap { if case .result(let result) = $0 { result } else { nil } } }
  var result: ResultMessage? { results.last }
  var assistants: [AssistantMessage] {
    messages.compactMap { if case .assistant(let reply) = $0 { reply } else { nil } }
  }
  var users: [UserMessage] { messages.compactMap { if case .user(let message) = $0 { message } else { nil } } }
  var systems: [SystemMessage] { messages.compactMap { if case .system(let message) = $0 { message } else { nil } } }
  var assistantText: String { assistants.map(\.text).joined() }
  /// The results of tools, in the order they came.
  var toolResults: [ToolResultBlock] { users.flatMap(\.toolResults) }
}

/// Keeps what a run tells its observer.
final class Recorder: AgentObserver {
  private struct Seen {
    var pid: pid_t?
    var version: String?
    var warnings: [String] = []
    var failed: [String] = []
    var unsupported: [String] = []
    var stalls: [StallReport] = []
  }

  private let seen = Mutex(Seen())

  func observe(_ event: AgentEvent) {
    seen.withLock { seen in
      switch event {
      case .started(let pid): seen.pid = pid
      case .version(let version): seen.version = version
      case .warning(let text): seen.warnings.append(text)
      case .callbackFailed(let name, _): seen.failed.append(name)
      case .unsupportedRequest(let subtype): seen.unsupported.append(subtype)
      case .stalled(let report): seen.stalls.append(report)
      default: break
      }
    }
  }

  /// The process that was started last.
  var pid: pid_t? { seen.withLock { $0.pid } }
  var version: String? { seen.withLock { $0.version } }
  var warnings: [String] { seen.withLock { $0.warnings } }
  /// The callbacks that have failed, by what they are called in reports.
  var failed: [String] { seen.withLock { $0.failed } }
  /// What the CLI has asked for and nobody serves.
  var unsupported: [String] { seen.withLock { $0.unsupported } }
  var stalls: [StallReport] { seen.withLock { $0.stalls } }
}

/// A list that callbacks write to.
final class Notes<Note: Sendable>: Sendable {
  private let notes = Mutex<[Note]>([])

  func add(_ note: Note) { notes.withLock { $0.append(note) } }
  /// Adds a note and gives its number, from 1.
  func count(_ note: Note) -> Int {
    notes.withLock { notes in
      notes.append(note)
      return notes.count
    }
  }
  var all: [Note] { notes.withLock { $0 } }
}

/// The error with which something fails; nil when it does not.
func refusal(_ body: () async throws -> Void) async -> ClaudeAgentError? {
  do {
    try await body()
    return nil
  } catch {
    if let error = error as? ClaudeAgentError { return error }
    Issue.record(error, "not one of this library's errors")
    return nil
  }
}

/// Waits until the task is cancelled.
func sleepUntilCancelled() async {
  while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
}

extension ClaudeClient {
  /// Sends a prompt and reads its turn to the end.
  func hear(_ prompt: Prompt) async throws -> Outcome { await Outcome(try await send(prompt)) }
}

import ClaudeAgentSDK
import Synchronization

/// Shows a run. Called by one task, in order.
protocol Presenter: Sendable {
  /// A message has come.
  func show(_ message: Message) throws
  /// The run has ended.
  func finish(_ result: ResultMessage?) throws
}

extension ResultMessage {
  /// The final text; the structured output where there is no text.
  var answer: String {
    if let result, !result.isEmpty { return result }
    return structuredOutput?.rawText ?? ""
  }
}

/// The final answer and nothing else: for pipes.
struct PlainPresenter: Presenter {
  let notices: Notices

  func show(_ message: Message) { Narration.tell(message, notices) }

  func finish(_ result: ResultMessage?) throws {
    notices.end()
    guard let result, !result.isError else { return }
    let text = result.answer
    try StandardStream.output.write((text.hasSuffix("\n") ? text : text + "\n").utf8)
    Narration.tellSummary(of: result, notices)
  }
}

/// The result message, as it came.
struct ResultPresenter: Presenter {
  func show(_ message: Message) {}

  func finish(_ result: ResultMessage?) throws {
    guard let text = result?.json.rawText else { return }
    try StandardStream.output.write((text + "\n").utf8)
  }
}

/// Every message, as it came.
struct LinePresenter: Presenter {
  func show(_ message: Message) throws {
    // A line that is no JSON would break the reader of ours.
    if case .malformed(let line) = message {
      return StandardStream.error.print("claude-agent: \(PlainText.oneLine(line.error.detail, width: 300))")
    }
    guard let text = message.json.rawText else { return }
    try StandardStream.output.write((text + "\n").utf8)
  }

  func finish(_ result: ResultMessage?) {}
}

/// The answer as it is written: for people.
final class LivePresenter: Presenter {
  private struct State {
    /// Whether the text of the block that comes next was shown in pieces.
    var wasStreamed = false
    var isAtLineStart = true
    var hasWritten = false
  }

  private let notices: Notices
  private let state = Mutex(State())

  init(notices: Notices) { self.notices = notices }

  func show(_ message: Message) throws {
    switch message {
    case .streamEvent(let event):
      guard let text = event.textDelta, event.parentToolUseID == nil else { return }
      try write(text)
      state.withLock { $0.wasStreamed = true }
    case .assistant(let reply) where reply.parentToolUseID == nil:
      // A message that stands for an API error comes again as the error of the run.
      let wasStreamed = state.withLock { state in
        defer { state.wasStreamed = false }
        return state.wasStreamed
      }
      if !wasStreamed, reply.error == nil { try write(reply.text) }
      try endLine()
      Narration.tell(message, notices)
    default:
      if case .result = message { try endLine() }
      Narration.tell(message, notices)
    }
  }

  func finish(_ result: ResultMessage?) throws {
    notices.end()
    // What a slash command says is in the result only.
    if let result, !result.isError, !state.withLock({ $0.hasWritten }) { try write(result.answer) }
    try endLine()
    if let result { Narration.tellSummary(of: result, notices) }
  }

  private func write(_ text: String) throws {
    guard !text.isEmpty else { return }
    notices.rest()
    try StandardStream.output.write(PlainText.oneBlock(text).utf8)
    state.withLock { state in
      state.isAtLineStart = text.last?.isNewline ?? true
      state.hasWritten = true
    }
  }

  private func endLine() throws {
    let isOpen = state.withLock { state in
      defer { state.isAtLineStart = true }
      return !state.isAtLineStart
    }
    if isOpen { try StandardStream.output.write("\n".utf8) }
  }
}

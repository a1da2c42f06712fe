import Synchronization

/// What a person is told beside the answer: a spinner, tool calls, a summary. Goes to standard error, and only when
/// that is a terminal.
final class Notices: Sendable {
  private struct State {
    var label: String?
    var frame = 0
    var isDrawn = false
  }

  let style: Style
  private let stream: StandardStream
  private let state = Mutex(State())
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  init(stream: StandardStream = .error) {
    self.stream = stream
    style = Style(of: stream)
  }

  deinit { ticker.withLock { $0?.cancel() } }

  /// Shows a line.
  func tell(_ line: String) {
    guard style.isLive else { return }
    state.withLock { state in
      erase(&state)
      stream.print(style.dim(line))
    }
  }

  /// Shows a spinner until `rest`. The cursor must be at the start of a line.
  func spin(_ label: String) {
    guard style.isLive else { return }
    state.withLock { $0.label = label }
    ticker.withLock { ticker in
      guard ticker == nil else { return }
      ticker = Task { [weak self] in
        while !Task.isCancelled {
          self?.draw()
          do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
        }
      }
    }
  }

  /// Takes the spinner away, before anything else is written to the terminal.
  func rest() {
    guard style.isLive else { return }
    state.withLock { state in
      state.label = nil
      erase(&state)
    }
  }

  /// Takes the spinner away for good.
  func end() {
    rest()
    ticker.withLock { ticker in
      ticker?.cancel()
      ticker = nil
    }
  }

  private func draw() {
    state.withLock { state in
      guard let label = state.label else { return }
      let frame = Self.frames[state.frame % Self.frames.count]
      state.frame += 1
      state.isDrawn = true
      let text = PlainText.oneLine("\(frame) \(label)", width: style.width - 1)
      try? stream.write((Style.eraseLine + style.dim(text)).utf8)
    }
  }

  private func erase(_ state: inout State) {
    guard state.isDrawn else { return }
    state.isDrawn = false
    try? stream.write(Style.eraseLine.utf8)
  }
}

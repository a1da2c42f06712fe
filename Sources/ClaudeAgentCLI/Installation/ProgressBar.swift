import ClaudeAgentSDK
import Synchronization

/// How far an installation is: a bar on a terminal, elsewhere a line for each phase. Goes to standard error.
final class ProgressBar: Sendable {
  private struct State {
    var phase: InstallationProgress.Phase?
    var line = ""
  }

  private let stream = StandardStream.error
  private let style = Style(of: .error)
  private let state = Mutex(State())

  /// Called on any thread, often.
  func show(_ progress: InstallationProgress) {
    state.withLock { state in
      let isNew = state.phase != progress.phase
      state.phase = progress.phase
      guard style.isLive else {
        if isNew { stream.print("claude-agent: \(progress.phase.rawValue)") }
        return
      }
      let line = Self.line(progress, width: style.width - 1)
      guard line != state.line else { return }
      state.line = line
      try? stream.write((Style.eraseLine + line).utf8)
    }
  }

  /// Takes the bar away.
  func end() {
    state.withLock { state in
      if style.isLive, !state.line.isEmpty { try? stream.write(Style.eraseLine.utf8) }
      state = State()
    }
  }

  /// A line such as `downloading [#########-----------] 45 % of 160 MiB`.
  static func line(_ progress: InstallationProgress, width: Int) -> String {
    let name = progress.phase.rawValue
    guard let fraction = progress.fraction, let total = progress.totalByteCount else {
      let done = progress.completedByteCount > 0 ? " \(Quantity.mebibytes(progress.completedByteCount))" : ""
      return PlainText.oneLine(name + done, width: width)
    }
    let tail = " \(Int(fraction * 100)) % of \(Quantity.mebibytes(total))"
    let cells = min(40, width - name.count - tail.count - 3)
    guard cells > 3 else { return PlainText.oneLine(name + tail, width: width) }
    let full = Int(fraction * Double(cells))
    return "\(name) [\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))]\(tail)"
  }
}

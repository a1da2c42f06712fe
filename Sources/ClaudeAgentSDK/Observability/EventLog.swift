internal import Logging

/// Writes events to a log (swift-log). Nothing is above `debug` unless something is wrong, and no content of a
/// conversation, no environment and no argument is ever written.
struct EventLog: Sendable {
  private var logger: Logger

  init?(_ logger: Logger?) {
    guard let logger else { return nil }
    self.logger = logger
  }

  /// From here on every line names the session.
  mutating func session(_ id: String) { logger[metadataKey: "session"] = Self.words(id) }

  func write(_ event: AgentEvent) {
    switch event {
    case .started(let processID): note("claude: process started", ["pid": "\(processID)"])
    case .initialized(let duration): note("claude: handshake done", ["took": "\(duration)"])
    case .version(let version): note("claude: version", ["version": Self.words(version)])
    case .inputEnded: note("claude: input ended")
    case .exited(let end):
      note("claude: ended", ["status": "\(end.exitStatus.map(\.description) ?? "unknown")"])
    case .skippedLines(let count): note("claude: stray output was left out", ["lines": "\(count)"])
    case .unsupportedRequest(let subtype):
      warn("claude: a request that nobody serves", ["subtype": Self.words(subtype)])
    case .unanswerableFrame: warn("claude: a request without an id")
    case .repeatedRequest(let id): warn("claude: a request under an id in use", ["request": Self.words(id)])
    case .slowCallback(let name, let duration):
      warn("claude: a synchronous callback held the loop", ["callback": "\(name)", "took": "\(duration)"])
    case .callbackFailed(let name, let error):
      warn("claude: a callback has thrown", ["callback": "\(name)", "error": "\(type(of: error))"])
    case .permissionUpdatesDropped(let index):
      warn("claude: permission updates were not sent", ["index": "\(index)"])
    case .promptsFailed(let error): warn("claude: the stream of prompts has failed", ["error": "\(type(of: error))"])
    case .backgroundWaitEnded: warn("claude: the wait for background work has reached its ceiling")
    case .stalled(let report):
      warn(
        "claude: nothing has come for too long",
        [
          "clock": "\(report.clock)", "age": "\(report.age)", "last": Self.words(report.lastMessageType ?? "nothing"),
          "tools": "\(report.pendingTools.count)", "requests": "\(report.pendingRequests.count)",
          "response": "\(report.response)",
        ])
    case .warning(let text): warn("claude: \(text)")
    // Too many for a log; and a pool has an observer, but no log.
    case .turnEnded, .callbackEnded, .pool: break
    }
  }

  /// How much of a name that the CLI has chosen goes on a line.
  static let longestWord = 80

  /// A name that the CLI has chosen, cut to what a line can bear and without what could end or forge one.
  private static func words(_ text: String) -> Logger.MetadataValue {
    let scalars = text.unicodeScalars.prefix(longestWord).map { (scalar) -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
      default: scalar
      }
    }
    return .string(String(String.UnicodeScalarView(scalars)))
  }

  private func note(_ message: Logger.Message, _ metadata: Logger.Metadata = [:]) {
    logger.debug(message, metadata: metadata)
  }

  private func warn(_ message: Logger.Message, _ metadata: Logger.Metadata = [:]) {
    logger.warning(message, metadata: metadata)
  }
}

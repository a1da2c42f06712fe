import Foundation

/// How a stream looks: colour and movement on a terminal, plain text elsewhere.
struct Style: Sendable {
  /// Whether a person reads along and lines may be rewritten.
  let isLive: Bool
  private let hasColour: Bool
  let width: Int

  /// The style of a stream. `NO_COLOR` and `TERM=dumb` are obeyed.
  init(
    of stream: StandardStream, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let isDumb = environment["TERM"].map { $0.isEmpty || $0 == "dumb" } ?? true
    isLive = stream.isTerminal && !isDumb
    hasColour = isLive && (environment["NO_COLOR"] ?? "").isEmpty
    width = isLive ? stream.width : 80
  }

  func dim(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Goes to the start of the line and empties it.
  static let eraseLine = "\r\u{1B}[2K"
}

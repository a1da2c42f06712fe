internal import FastTransport

/// Writes the frames that answer requests, and sends them. On the loop.
///
/// The buffers of a line are used again for the next one; its array only if the transport has not kept it.
final class ControlAnswers: @unchecked Sendable {
  // Sendable: touched on the loop only.

  private let transport: @Sendable ([UInt8]) -> Void
  private var writer = JSONWriter(capacity: 384)
  private var line: [UInt8] = []

  /// Larger buffers are not kept.
  private static let keptCapacity = 4 << 10

  init(_ send: @escaping @Sendable ([UInt8]) -> Void) { transport = send }

  /// Answers with a payload.
  func success(_ id: RequestID, _ payload: (inout JSONWriter) -> Void) {
    answer(id, head: #"{"type":"control_response","response":{"subtype":"success","request_id":"#) {
      $0.frame(#","response":"#)
      payload(&$0)
    }
  }

  /// Answers with an error.
  func failure(_ id: RequestID, _ message: String) {
    answer(id, head: #"{"type":"control_response","response":{"subtype":"error","request_id":"#) {
      $0.frame(#","error":"#)
      $0.string(message)
    }
  }

  /// Sends a line of another kind.
  func send(_ line: [UInt8]) { transport(line) }

  @inline(__always)
  private func answer(_ id: RequestID, head: StaticString, _ rest: (inout JSONWriter) -> Void) {
    writer.frame(head)
    if !writer.copy(id.node) { writer.string(id.text) }
    rest(&writer)
    writer.frame("}}\n")
    var line: [UInt8] = []
    swap(&line, &self.line)
    writer.finish(into: &line, keeping: Self.keptCapacity)
    transport(line)
    if line.capacity <= Self.keptCapacity { self.line = line }
  }

  /// What an error says, for the CLI: the sentence of an error of this library, the description of any other.
  static func text(of error: any Error) -> String {
    (error as? ClaudeAgentError)?.detail ?? "\(error)"
  }
}

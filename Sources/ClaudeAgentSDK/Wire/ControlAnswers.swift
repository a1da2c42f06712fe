internal import FastTransport

/// Writes the frames that answer requests, and sends them. On the loop.
///
/// The buffer of a line is used again for the next one, unless the transport has kept it.
final class ControlAnswers: @unchecked Sendable {
  // Sendable: touched on the loop only.

  private let transport: @Sendable ([UInt8]) -> Void
  private var spare: [UInt8] = []

  /// A larger buffer is not kept.
  private static let keptCapacity = 4 << 10

  init(_ send: @escaping @Sendable ([UInt8]) -> Void) { transport = send }

  /// Answers with a payload.
  func success(_ id: RequestID, _ payload: (inout JSONWriter) -> Void) {
    var writer = begin(#"{"type":"control_response","response":{"subtype":"success","request_id":"#, id)
    writer.frame(#","response":"#)
    payload(&writer)
    end(writer)
  }

  /// Answers with an error.
  func failure(_ id: RequestID, _ message: String) {
    var writer = begin(#"{"type":"control_response","response":{"subtype":"error","request_id":"#, id)
    writer.frame(#","error":"#)
    writer.string(message)
    end(writer)
  }

  /// Sends a line of another kind.
  func send(_ line: [UInt8]) { transport(line) }

  private func begin(_ head: StaticString, _ id: RequestID) -> JSONWriter {
    var buffer: [UInt8] = []
    swap(&buffer, &spare)
    var writer = JSONWriter(into: consume buffer, capacity: 384)
    writer.frame(head)
    if !writer.copy(id.node) { writer.string(id.text) }
    return writer
  }

  private func end(_ writer: consuming JSONWriter) {
    writer.frame("}}\n")
    let line = writer.finish()
    transport(line)
    if line.capacity <= Self.keptCapacity { spare = line }
  }

  /// What an error says, for the CLI: the sentence of an error of this library, the description of any other.
  static func text(of error: any Error) -> String {
    (error as? ClaudeAgentError)?.detail ?? "\(error)"
  }
}

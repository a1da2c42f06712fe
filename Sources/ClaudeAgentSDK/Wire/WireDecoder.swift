internal import FastTransport

/// Makes a record of every line of a recorded stream, with the framing that a run has.
///
/// Memory is that of the longest line, however long the stream is. Empty lines are counted and give no record.
package struct WireDecoder: ~Copyable {
  private var feed: LineFeed
  private var number = 0

  /// Makes a decoder.
  ///
  /// - Parameter maxLineLength: The longest line in bytes; a longer one gives a record that says so.
  package init(maxLineLength: Int = ClaudeAgentOptions().maxLineLength) {
    var limits = FrameLimits()
    limits.longestLine = maxLineLength
    feed = LineFeed(classifier: LineClassifier(names: MessageKind.wireNames, routed: []), limits: limits)
  }

  /// Takes bytes in; a line may be cut anywhere.
  ///
  /// - Parameters:
  ///   - bytes: What comes next.
  ///   - emit: Gets the record of each line that is finished by it, as JSON without a line end.
  /// - Throws: What `emit` throws; ``ClaudeAgentError/Code/memoryLimitReached``.
  package mutating func receive(_ bytes: [UInt8], emit: ([UInt8]) throws -> Void) throws {
    var next = number
    defer { number = next }
    do {
      try feed.receive(bytes) { try Self.records(of: $0, from: &next, emit: emit) }
    } catch let error as TransportError {
      throw ClaudeAgentError(error)
    }
  }

  /// The end of the stream: a last line without its end still counts.
  ///
  /// - Parameter emit: Gets its record.
  /// - Throws: What `emit` throws.
  package mutating func finish(emit: ([UInt8]) throws -> Void) throws {
    var next = number
    try feed.finish { try Self.records(of: $0, from: &next, emit: emit) }
    number = next
  }

  private static func records(of batch: FrameBatch, from number: inout Int, emit: ([UInt8]) throws -> Void) throws {
    for index in 0..<batch.count {
      defer { number += 1 }
      if let frame = batch.frame(at: index) {
        guard frame.tag != FrameTag.skipped || frame.node.textSlice.count > 0 else { continue }
        try emit(WireProjection.record(line: number, JSONView(node: frame.node)))
      } else if let fault = batch.fault(at: index) {
        try emit(WireProjection.record(line: number, .malformed(MalformedLine(fault))))
      }
    }
  }
}

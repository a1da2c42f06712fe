internal import FastTransport

/// A line of a transcript.
enum TranscriptLine {
  /// The object in a line; nil for anything else, and for a line that is broken anywhere. Bytes that are no UTF-8 are
  /// replaced first, as everywhere in a transcript.
  static func parse(_ line: Span<UInt8>) -> JSONNode? {
    guard let node = unsafe JSONNode(copying: line.bytes) else { return nil }
    if isObject(node) { return node }
    // Safe: the text is copied while the span is borrowed.
    let repaired = unsafe line.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    guard repaired.unicodeScalars.contains("\u{FFFD}"), let node = JSONNode(copying: Array(repaired.utf8)) else {
      return nil
    }
    return isObject(node) ? node : nil
  }

  private static func isObject(_ node: JSONNode) -> Bool {
    guard node.kind == .object else { return false }
    do throws(JSONError) { try node.validate() } catch { return false }
    return true
  }
}

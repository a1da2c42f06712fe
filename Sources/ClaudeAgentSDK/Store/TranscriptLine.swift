internal import FastTransport

/// A line of a transcript.
enum TranscriptLine {
  /// The object in a line; nil for anything else, and for a line that is broken anywhere. Bytes that are no UTF-8 are
  /// replaced first, as everywhere in a transcript.
  static func parse(_ line: ByteSlice) -> JSONNode? {
    let node = JSONNode(line)
    if isObject(node) { return node }
    let repaired = line.text
    guard repaired.unicodeScalars.contains("\u{FFFD}"), let node = JSONNode(copying: Array(repaired.utf8)) else {
      return nil
    }
    return isObject(node) ? node : nil
  }

  /// The object in a line that is copied first.
  static func parse(_ line: Span<UInt8>) -> JSONNode? { ByteSlice(copying: line).flatMap(parse) }

  private static func isObject(_ node: JSONNode) -> Bool {
    guard node.kind == .object else { return false }
    do throws(JSONError) { try node.validate() } catch { return false }
    return true
  }
}

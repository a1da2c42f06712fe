internal import FastTransport

/// What is looked for in the bytes of a transcript without reading its lines.
enum TranscriptText {
  /// Whether the first line is a subagent's.
  static func isSidechain(_ head: Span<UInt8>) -> Bool {
    let line = head.extracting(0..<(ByteSearch.first(0x0A, in: head, from: 0) ?? head.count))
    return has("\"isSidechain\":true", "\"isSidechain\": true", in: line)
  }

  /// Whether one of two spellings is in the bytes.
  static func has(_ text: StaticString, _ spaced: StaticString, in bytes: Span<UInt8>) -> Bool {
    ByteSearch.contains(text, in: bytes) || ByteSearch.contains(spaced, in: bytes)
  }

  /// The tag of the last line that sets one. Only the beginnings of lines count: the inputs of tools have tags too.
  static func tag(in tail: Span<UInt8>) -> String? {
    var last: Int?
    var place = 0
    while let found = ByteSearch.first("{\"type\":\"tag\"", in: tail, from: place) {
      if found == 0 || tail[found - 1] == 0x0A { last = found }
      place = found + 1
    }
    guard let last else { return nil }
    let line = tail.extracting(last..<(ByteSearch.first(0x0A, in: tail, from: last) ?? tail.count))
    var scan = FieldScan(["tag"])
    scan.run(over: line)
    return scan.last(0).map { FieldScan.text($0, of: line) }.nonEmpty
  }
}

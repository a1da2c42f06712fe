import ClaudeAgentSDK

/// Follows the messages that a session gives through the lines that its CLI wrote: each must be the next one that is a
/// message at all, mean what it means to the official SDK, and none may be left out.
struct MessageCheck {
  private let raw: [[UInt8]]
  private let expected: [JSONValue]
  private let records: [[UInt8]]
  private var cursor = 0
  private(set) var differences: [Difference] = []

  init(_ run: WireRun) throws {
    raw = try run.lines("stdout.ndjson")
    records = try run.lines("expected.ndjson")
    expected = try records.map { try JSONValue(parsing: $0) }
  }

  /// The line that a message is, and whether the official SDK gives it to the caller; nil for one that is none.
  mutating func take(_ message: Message) throws -> (line: Int, counts: Bool)? {
    guard let line = place(of: message) else {
      differences.append(Difference("messages: \(message.type) that is no line", "behind line \(cursor - 1)"))
      return nil
    }
    for skipped in cursor..<line where kind(skipped) == "message" {
      differences.append(Difference("messages: line \(skipped) missing", describe(skipped)))
    }
    cursor = line + 1
    if case .malformed(let malformed) = message, kind(line) == "message" {
      differences.append(Difference("messages: line \(line) \(malformed.reason)", describe(line)))
      return (line, false)
    }
    guard kind(line) == "message" else {
      differences.append(Difference("messages: \(describe(line)) added", "line \(line) is \(kind(line))"))
      return (line, false)
    }
    if records.indices.contains(line) {
      let found = try WireLine(number: line, message: message, raw: raw[line]).differences(from: records[line])
      differences += found.map { Difference(comparison: $0).within("messages: line \(line)") }
    }
    return (line, true)
  }

  private func place(of message: Message) -> Int? {
    if case .malformed(let line) = message {
      return raw.indices.dropFirst(cursor).first { raw[$0].count == line.byteCount }
    }
    let bytes = message.json.withBytes { unsafe $0.withUnsafeBytes { unsafe Array($0) } }
    return raw.indices.dropFirst(cursor).first { raw[$0] == bytes }
  }

  private func kind(_ line: Int) -> String {
    expected.indices.contains(line) ? expected[line]["kind"]?.string ?? "" : "message"
  }

  private func describe(_ line: Int) -> String {
    guard expected.indices.contains(line) else { return "line" }
    let record = expected[line]
    let names = [record["type"]?.string, record["subtype"]?.string].compactMap(\.self)
    return names.isEmpty ? kind(line) : names.joined(separator: "/")
  }
}

internal import FastTransport

/// The first thing that a person asked in a session.
enum FirstPrompt {
  /// How many characters of it are shown.
  static let longest = 200

  /// Reads the lines at the beginning of a transcript until one is a prompt. What commands, tools and editors have put
  /// there is passed over; the name of the first command stands in when nothing else is found.
  static func find(in head: Span<UInt8>) -> String? {
    var command: String?
    var start = 0
    while start < head.count {
      let end = ByteSearch.first(0x0A, in: head, from: start) ?? head.count
      let line = head.extracting(start..<end)
      start = end + 1
      guard TranscriptText.has("\"type\":\"user\"", "\"type\": \"user\"", in: line),
        !ByteSearch.contains("\"tool_result\"", in: line),
        !TranscriptText.has("\"isMeta\":true", "\"isMeta\": true", in: line),
        !TranscriptText.has("\"isCompactSummary\":true", "\"isCompactSummary\": true", in: line),
        let entry = TranscriptLine.parse(line)
      else { continue }
      if let prompt = prompt(of: entry, &command) { return prompt }
    }
    return command
  }

  /// The prompt in an entry, if it is one.
  static func prompt(of entry: JSONNode, _ command: inout String?) -> String? {
    guard entry.at("type")?.equals("user") == true, let message = entry.at("message"), message.kind == .object,
      let content = message.at("content")
    else { return nil }
    var texts: [String] = []
    if let text = content.string {
      texts = [text]
    } else if content.kind == .array {
      texts = content.elements.compactMap { $0.at("type")?.equals("text") == true ? $0.at("text")?.string : nil }
    }
    for text in texts {
      let words = TextRules.stripped(String(text.unicodeScalars.map { $0 == "\n" ? " " : Character($0) }))
      if words.isEmpty { continue }
      if let name = commandName(in: words) {
        if command == nil, !name.isEmpty { command = name }
        continue
      }
      if isGenerated(words) { continue }
      return shortened(words)
    }
    return nil
  }

  /// At most so many characters, and an ellipsis for the rest.
  static func shortened(_ words: String) -> String {
    let scalars = words.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return words }
    return TextRules.strippedAtEnd(String(scalars[..<end])) + "\u{2026}"
  }

  private static func commandName(in words: String) -> String? {
    guard let opening = TextRules.range(of: "<command-name>", in: words[...]),
      let closing = TextRules.range(of: "</command-name>", in: words[opening.upperBound...])
    else { return nil }
    return String(words[opening.upperBound..<closing.lowerBound])
  }

  private static func isGenerated(_ words: String) -> Bool {
    for beginning in ["<local-command-stdout>", "<session-start-hook>", "<tick>", "<goal>"]
    where words.utf8.starts(with: beginning.utf8) { return true }
    let interrupted = "[Request interrupted by user"
    if words.utf8.starts(with: interrupted.utf8), words.utf8.dropFirst(interrupted.utf8.count).contains(0x5D) {
      return true
    }
    return ["ide_opened_file", "ide_selection"].contains { name in
      words.utf8.starts(with: "<\(name)>".utf8) && words.utf8.count >= 2 * name.utf8.count + 5
        && words.utf8.suffix(name.utf8.count + 3).elementsEqual("</\(name)>".utf8)
    }
  }
}

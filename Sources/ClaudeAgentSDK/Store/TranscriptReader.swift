internal import FastTransport

/// Reads the conversation of one transcript, page by page.
///
/// The file is read through once to see how its entries hang together; then those of the page are read again. What is
/// kept of an entry is some 60 bytes, whatever it says.
struct TranscriptReader: ~Copyable {
  /// Whether there is nothing in the file.
  let isEmpty: Bool
  private let lines: FileLines
  private let index: ConversationIndex
  /// Where the line of each entry begins, and how long it is.
  private let places: [(offset: Int, count: Int)]

  /// Reads a transcript through.
  ///
  /// - Throws: What kept the file from being read.
  init(_ path: String) throws(TransportError) {
    let file = try OpenFile(path)
    let isEmpty = file.status.byteCount == 0
    var lines = try FileLines(file)
    var index = ConversationIndex()
    var places: [(offset: Int, count: Int)] = []
    while let line = try lines.next() {
      guard let json = TranscriptLine.parse(line.bytes), index.add(json) else { continue }
      places.append((line.offset, line.bytes.count))
    }
    self.isEmpty = isEmpty
    self.lines = lines
    self.index = index
    self.places = places
  }

  /// The messages of the conversation, from its beginning.
  func messages(limit: Int?, offset: Int) -> [TranscriptMessage] {
    let entries = index.graph.conversation { entry(at: places[$0])?.string(at: "timestamp") ?? "" }
    let rest = entries.filter(index.graph.isVisible).dropFirst(max(offset, 0))
    let page = limit.map { $0 > 0 ? rest.prefix($0) : rest } ?? rest
    return page.compactMap { number in
      entry(at: places[number]).map { TranscriptMessage($0, index.graph.entries[number].flags) }
    }
  }

  /// An entry, read again; nil when the file has been changed meanwhile.
  private func entry(at place: (offset: Int, count: Int)) -> JSONNode? {
    do throws(TransportError) {
      return TranscriptLine.parse(try lines.bytes(at: place.offset, count: place.count))
    } catch { return nil }
  }
}

extension TranscriptMessage {
  fileprivate init(_ entry: JSONNode, _ flags: ConversationGraph.Flags) {
    self.init(
      role: flags.contains(.user) ? .user : .assistant, uuid: entry.string(at: "uuid") ?? "",
      sessionID: entry.string(at: "sessionId") ?? "", message: entry.at("message").map(JSONView.init) ?? .null,
      parentToolUseID: nil, parentAgentID: nil)
  }
}

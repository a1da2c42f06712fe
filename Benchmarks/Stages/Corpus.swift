import FastTransport

/// The lines of a file, in the forms in which the stages take them. Everything here is made before the clock starts.
struct Corpus {
  /// The bytes as a pipe gives them: 64 KiB at a time, cut anywhere.
  let pieces: [[UInt8]]
  /// The lines in the slabs that they were read into.
  let frames: [Frame]
  /// The same lines, one by one.
  let lines: [ByteSlice]

  /// The types that come first in the SDK's list, in its order.
  static let types: [StaticString] = ["stream_event", "system", "assistant", "user"]
  static let assistant: UInt8 = 2

  static var classifier: LineClassifier { LineClassifier(names: types, routed: []) }

  private static let readSize = 64 << 10

  init(path: String) throws {
    guard let bytes = FileSystem.contents(of: path, limit: 64 << 20) else {
      throw CorpusFault(text: "the corpus cannot be read")
    }
    guard bytes.last == UInt8(ascii: "\n") else { throw CorpusFault(text: "the corpus ends inside a line") }
    pieces = stride(from: 0, to: bytes.count, by: Self.readSize).map { start in
      Array(bytes[start..<min(start + Self.readSize, bytes.count)])
    }
    var frames: [Frame] = []
    var feed = LineFeed(classifier: Self.classifier)
    try feed.receive(bytes) { batch in
      for index in 0..<batch.count {
        guard let frame = batch.frame(at: index) else { throw CorpusFault(text: "a line is no JSON object") }
        frames.append(frame)
      }
    }
    self.frames = frames
    lines = frames.compactMap(\.node.rawSlice)
    guard !frames.isEmpty, lines.count == frames.count else { throw CorpusFault(text: "a line is no JSON object") }
  }

  /// For each line a text of its length that needs no escape, made of whole words.
  func textsToWrite() -> [String] {
    let words = "The quick brown fox jumps over the lazy dog while the sun sets behind the hills; "
    let longest = lines.reduce(0) { max($0, $1.count) }
    let text = Array(String(repeating: words, count: longest / words.utf8.count + 1).utf8)
    return lines.map { String(decoding: text.prefix($0.count), as: UTF8.self) }
  }
}

/// Why the driver cannot start.
struct CorpusFault: Error {
  let text: String
}

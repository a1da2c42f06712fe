import FastTransport

extension StageDriver {
  /// Bytes to lines: the copy into the slab stands for the read, and the limit makes it too. Check: the lines.
  static func scan(_ corpus: Corpus, _ feed: inout LineFeed) throws -> Int {
    var lines = 0
    for piece in corpus.pieces { try feed.receive(piece) { lines += $0.count } }
    return lines
  }

  /// A line's structural index, and the first byte at the first place in it. Check: the objects.
  static func index(_ corpus: Corpus) -> Int {
    var objects = 0
    for line in corpus.lines where JSONNode(line).kind == .object { objects += 1 }
    return objects
  }

  /// The text of a line as a string of its own, as the SDK's messages take it. Check: its bytes.
  static func view(_ corpus: Corpus) -> Int {
    var bytes = 0
    for frame in corpus.frames {
      let text =
        frame.tag == Corpus.assistant
        ? frame.node.joinedText(at: "message", "content")
        : frame.node.string(at: "event", "delta", "text", ofType: "text_delta")
      bytes += text?.utf8.count ?? 0
    }
    return bytes
  }

  /// The user message of a prompt, each in an array of its own, as the SDK sends it. Check: the bytes written.
  static func write(_ texts: [String]) -> Int {
    var bytes = 0
    for text in texts {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("type")
      writer.string("user")
      writer.key("message")
      writer.beginObject()
      writer.key("role")
      writer.string("user")
      writer.key("content")
      writer.string(text)
      writer.endObject()
      writer.key("parent_tool_use_id")
      writer.null()
      writer.key("session_id")
      writer.string("default")
      writer.endObject()
      writer.endLine()
      bytes += writer.finish().count
    }
    return bytes
  }

  /// All passes as one stream: pieces go in on the loop, a task takes the frames out one by one. The lines are found on
  /// the way. Check: the frames.
  static func handOff(_ corpus: Corpus, on loop: EventLoop) async -> Int {
    let inbox = FrameInbox(loop: loop, classifier: Corpus.classifier, sink: nil)
    guard let stream = inbox.takeStream() else { return 0 }
    let feeder = Feeder(inbox: inbox, pieces: corpus.pieces, passes: passes)
    loop.submit {
      inbox.onResume { feeder.feed() }
      feeder.feed()
    }
    return await frames(of: stream)
  }

  /// On the pool, not on the main actor.
  @concurrent
  private static func frames(of stream: FrameStream) async -> Int {
    let reader = FrameReader()
    var frames = 0
    while let batch = await stream.nextBatch() {
      reader.read(batch, from: stream)
      while let frame = reader.next() {
        if frame.tag != FrameTag.other { frames += 1 }
      }
    }
    return frames
  }
}

/// Fills an inbox until it says stop, and again when it says go.
private final class Feeder: @unchecked Sendable {
  // Sendable: used on the loop only.

  private let inbox: FrameInbox
  private let pieces: [[UInt8]]
  private var left: Int

  init(inbox: FrameInbox, pieces: [[UInt8]], passes: Int) {
    self.inbox = inbox
    self.pieces = pieces
    left = pieces.count * passes
  }

  func feed() {
    while left > 0 {
      let piece = pieces[(pieces.count - left % pieces.count) % pieces.count]
      left -= 1
      if inbox.receive(piece) { return }
    }
    inbox.endOfBytes()
  }
}

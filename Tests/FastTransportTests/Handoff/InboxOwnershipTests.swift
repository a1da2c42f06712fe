import Testing

@testable import FastTransport

/// A connection whose frames go from one owner to the next.
@Suite struct InboxOwnershipTests {
  /// Keeps what it sees; passes everything on or nothing.
  private final class Owner: FrameSink, @unchecked Sendable {
    // Sendable: touched on the loop only.
    var seen: [String] = []
    var ends: [FrameEnd] = []

    func receive(_ frame: Frame) -> Bool {
      seen.append(frame.node.string(at: "id") ?? "")
      return true
    }

    func delivered(_ batch: FrameBatch?) {}
    func ended(_ reason: FrameEnd) { ends.append(reason) }
  }

  private let loop: EventLoop
  private let inbox: FrameInbox
  private let first = Owner()

  init() throws {
    loop = try EventLoop()
    inbox = FrameInbox(loop: loop, classifier: LineClassifier(names: ["ask", "say"], routed: [0]), sink: first)
  }

  private func onLoop<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { done in loop.run { done.resume(returning: body()) } }
  }

  private func ids(_ stream: FrameStream) -> [String] {
    let frames = FrameReader()
    var ids: [String] = []
    while let batch = stream.nextBatchNow() {
      frames.read(batch, from: stream)
      while let frame = frames.next() { ids.append(frame.node.string(at: "id") ?? "") }
    }
    return ids
  }

  private func name(_ end: FrameEnd) -> String { "\(end)" }

  private func line(_ type: String, _ id: String) -> [UInt8] { Array("{\"type\":\"\(type)\",\"id\":\"\(id)\"}\n".utf8) }

  @Test func `another owner sees what its own choice routes, at every split of a line`() async throws {
    let (loop, inbox, first) = (loop, inbox, first)
    let second = Owner()
    let whole = line("say", "x")
    for split in 0...whole.count {
      let owner = split % 2 == 0 ? second : first
      await onLoop { [whole] in
        _ = inbox.receive(Array(whole[..<split]))
        inbox.attach(owner, classifier: LineClassifier(names: ["ask", "say"], routed: owner === second ? [1] : [0]))
        _ = inbox.receive(Array(whole[split...]))
      }
    }
    // A line that was whole before the change was the other's.
    #expect(await onLoop { second.seen.count + first.seen.count } > 0)
    #expect(await onLoop { first.seen } == [])
    let stream = try #require(inbox.takeStream())
    #expect(ids(stream) == Array(repeating: "x", count: whole.count + 1))
    loop.stop()
  }

  @Test func `a new stream begins behind the end of the one before, which keeps what was not read`() async throws {
    let (inbox, first) = (inbox, first)
    let old = try #require(inbox.takeStream())
    let (one, two, three) = (line("say", "1"), line("say", "2"), line("say", "3"))
    await onLoop {
      _ = inbox.receive(one)
      inbox.end(.finished)
      // Between two owners: nobody's.
      _ = inbox.receive(two)
    }
    let new = await onLoop { inbox.reopen() }
    await onLoop { _ = inbox.receive(three) }
    #expect(ids(old) == ["1"])
    #expect(old.end.map(name) == "finished")
    #expect(ids(new) == ["3"])
    #expect(new.end == nil)
    #expect(await onLoop { first.ends.map { "\($0)" } } == ["finished"])
    await onLoop { inbox.endOfBytes() }
    #expect(await new.nextBatch() == nil)
    #expect(new.end.map(name) == "endOfStream")
    loop.stop()
  }

  @Test func `whoever takes over behind the end of the bytes is told, and its stream has ended`() async throws {
    let inbox = inbox
    let second = Owner()
    await onLoop {
      inbox.endOfBytes()
      inbox.attach(second, classifier: LineClassifier(names: [], routed: []))
    }
    #expect(await onLoop { second.ends.map { "\($0)" } } == ["endOfStream"])
    let stream = await onLoop { inbox.reopen() }
    #expect(await stream.nextBatch() == nil)
    #expect(stream.end.map(name) == "endOfStream")
    loop.stop()
  }

  @Test func `room in a stream of the past wakes nobody`() async throws {
    var limits = FrameLimits()
    limits.unreadBytes = 64
    let inbox = FrameInbox(
      loop: loop, classifier: LineClassifier(names: ["say"], routed: []), limits: limits, sink: nil)
    let old = try #require(inbox.takeStream())
    let long = line("say", String(repeating: "x", count: 100))
    #expect(await onLoop { inbox.receive(long) })
    let new = await onLoop {
      inbox.end(.finished)
      return inbox.reopen()
    }
    #expect(await onLoop { !inbox.isPaused && inbox.unreadBytes == 0 })
    #expect(await onLoop { inbox.receive(long) })
    #expect(ids(old).count == 1)
    #expect(await onLoop { inbox.isPaused })
    #expect(ids(new).count == 1)
    #expect(await onLoop { !inbox.isPaused })
    loop.stop()
  }
}

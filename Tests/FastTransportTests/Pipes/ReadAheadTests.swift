import Synchronization
import Testing

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

private let writeBytes = unsafe write(_:_:_:)

/// Reading again at once behind an answer, without asking which pipes are ready.
@Suite(.timeLimit(.minutes(5))) struct ReadAheadTests {
  /// Answers each request, whose other side has the next one ready by then.
  private final class Talker: FrameSink {
    let requests: Int32
    let last: Int
    let channel = Mutex<FrameChannel?>(nil)
    let round = Atomic<Int>(0)
    /// The round in which work that was submitted in the first one has run.
    let workRan = Atomic<Int>(-1)
    let done = Atomic<Bool>(false)

    init(requests: Int32, last: Int) {
      self.requests = requests
      self.last = last
    }

    func ask(_ number: Int) {
      let line = Array("{\"type\":\"ask\",\"n\":\(number)}\n".utf8)
      _ = unsafe line.withUnsafeBytes { unsafe writeBytes(requests, $0.baseAddress, $0.count) }
    }

    func receive(_ frame: Frame) -> Bool {
      let number = frame.node["n"]?.int ?? -1
      #expect(number == round.load(ordering: .relaxed) + 1)
      round.store(number, ordering: .relaxed)
      guard let channel = channel.withLock({ $0 }) else { return false }
      if number == 1 {
        channel.inbox.loop.submit { [self] in workRan.store(round.load(ordering: .relaxed), ordering: .relaxed) }
      }
      if number < last { ask(number + 1) } else { done.store(true, ordering: .releasing) }
      do { try channel.send(Array("{}\n".utf8)) } catch { Issue.record(error) }
      return false
    }

    func delivered(_ batch: FrameBatch?) {}
    func ended(_ reason: FrameEnd) {}
  }

  @Test func `a conversation goes on without a wait, and the loop's other work is not kept waiting`() async throws {
    var incoming: [Int32] = [-1, -1]
    var outgoing: [Int32] = [-1, -1]
    try #require(unsafe pipe(&incoming) == 0)
    try #require(unsafe pipe(&outgoing) == 0)
    let (reading, writing) = (incoming[0], outgoing[1])
    let loop = try EventLoop()
    // Nobody reads the answers: 3,000 bytes fit the pipe.
    let talker = Talker(requests: incoming[1], last: 1000)
    let inbox = FrameInbox(loop: loop, classifier: LineClassifier(names: ["ask"], routed: [0]), sink: talker)
    let channel = FrameChannel(inbox: inbox)
    talker.channel.withLock { $0 = channel }
    loop.submit {
      do { try channel.open(reading: reading, writing: writing) } catch { Issue.record(error) }
      talker.ask(1)
    }
    while !talker.done.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(1)) }
    let ran = talker.workRan.load(ordering: .relaxed)
    // Sixteen reads in a row at most, then the loop looks at everything else.
    #expect(ran >= 1 && ran <= 20, "work of round 1 has run in round \(ran)")
    channel.close()
    talker.channel.withLock { $0 = nil }
    closeDescriptors([incoming[1], outgoing[0]])
    loop.stop()
  }

  @Test func `where nothing is there yet nothing is lost`() async throws {
    var incoming: [Int32] = [-1, -1]
    var outgoing: [Int32] = [-1, -1]
    try #require(unsafe pipe(&incoming) == 0)
    try #require(unsafe pipe(&outgoing) == 0)
    let (reading, writing) = (incoming[0], outgoing[1])
    let loop = try EventLoop()
    let inbox = FrameInbox(loop: loop, classifier: LineClassifier(names: ["ask"], routed: []), sink: nil)
    let stream = try #require(inbox.takeStream())
    let channel = FrameChannel(inbox: inbox)
    loop.submit {
      do { try channel.open(reading: reading, writing: writing) } catch { Issue.record(error) }
    }
    // Each answer comes after the look ahead has failed; after four failures it is left out for a while.
    for number in 1...100 {
      loop.submit { do { try channel.send(Array("{}\n".utf8)) } catch { Issue.record(error) } }
      loop.submit {}
      let line = Array("{\"type\":\"ask\",\"n\":\(number)}\n".utf8)
      try await Task.sleep(for: .microseconds(200))
      _ = unsafe line.withUnsafeBytes { unsafe writeBytes(incoming[1], $0.baseAddress, $0.count) }
      let batch = try #require(await stream.nextBatch())
      #expect(batch.count == 1)
      #expect(batch.frame(at: 0)?.node["n"]?.int == number)
    }
    channel.close()
    closeDescriptors([incoming[1], outgoing[0]])
    loop.stop()
  }
}

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

private final class Collector: FrameSink {
  func delivered(_ batch: FrameBatch?) {}

  let control = Mutex<[String]>([])
  let end = Mutex<String?>(nil)

  func receive(_ frame: Frame) -> Bool {
    control.withLock { $0.append(frame.node.rawText ?? "") }
    return false
  }

  func ended(_ reason: FrameEnd) { end.withLock { $0 = "\(reason)" } }
}

private let writeBytes = unsafe write(_:_:_:)
private let readBytes = unsafe read(_:_:_:)

/// A channel whose other ends are in the hands of the test.
private final class Wire: Sendable {
  let loop: EventLoop
  let channel: FrameChannel
  let sink = Collector()
  let input: Int32
  let output: Int32

  init(limits: FrameLimits = FrameLimits()) async throws {
    loop = try EventLoop()
    let classifier = LineClassifier(names: ["assistant", "control_request"], routed: [1])
    channel = FrameChannel(inbox: FrameInbox(loop: loop, classifier: classifier, limits: limits, sink: sink))
    let incoming = try Wire.makePipe()
    let outgoing = try Wire.makePipe()
    input = incoming.1
    output = outgoing.0
    let channel = self.channel
    let loop = self.loop
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      loop.submit {
        do {
          try channel.open(reading: incoming.0, writing: outgoing.1)
          done.resume()
        } catch {
          done.resume(throwing: error)
        }
      }
    }
  }

  static func makePipe() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw TransportError(.system, number: errno, at: "pipe") }
    return (ends[0], ends[1])
  }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe writeBytes(input, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func read(_ count: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let more = unsafe bytes.withUnsafeMutableBytes { unsafe readBytes(output, $0.baseAddress! + got, count - got) }
      if more <= 0 { break }
      got += more
    }
    return String(decoding: bytes[..<got], as: UTF8.self)
  }
}

private func texts(_ stream: FrameStream, atMost limit: Int = .max) async -> [String] {
  var result: [String] = []
  while result.count < limit, let batch = await stream.nextBatch() {
    for index in 0..<batch.count { result.append(batch.frame(at: index)?.node.rawText ?? "fault") }
  }
  return result
}

@Suite struct FrameChannelTests {
  @Test func `frames written on one side come out in order on the other, control frames apart`() async throws {
    let wire = try await Wire()
    let stream = try #require(wire.channel.inbox.takeStream())
    #expect(wire.channel.inbox.takeStream() == nil)
    let lines = (0..<1000).map { "{\"type\":\"assistant\",\"n\":\($0)}" }
    let writer = Task.detached {
      for (index, line) in lines.enumerated() {
        wire.write(line + "\n")
        if index % 100 == 0 { wire.write("{\"type\":\"control_request\",\"n\":\(index)}\n") }
      }
      closeDescriptors([wire.input])
    }
    let seen = await texts(stream)
    await writer.value
    #expect(seen == lines)
    #expect(wire.sink.control.withLock { $0 }.count == 10)
    guard case .endOfStream = stream.end else {
      Issue.record("\(String(describing: stream.end))")
      return
    }
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.output])
  }

  @Test func `what is sent arrives in the order of sending, more than a pipe holds`() async throws {
    let wire = try await Wire()
    let lines = (0..<500).map { index in "\(index):" + String(repeating: "y", count: 1000 + index) + "\n" }
    for line in lines { try wire.channel.send(Array(line.utf8)) }
    wire.channel.finishWriting()
    let all = lines.joined()
    let reader = Task.detached { wire.read(all.utf8.count + 1) }
    #expect(await reader.value == all)
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.input, wire.output])
  }

  @Test func `a consumer that stalls pauses the pipe near the mark and loses nothing`() async throws {
    var limits = FrameLimits()
    limits.unreadBytes = 1 << 20
    let wire = try await Wire(limits: limits)
    let line = "{\"type\":\"assistant\",\"t\":\"" + String(repeating: "z", count: 975) + "\"}\n"
    let writer = Task.detached {
      for _ in 0..<8000 { wire.write(line) }
      closeDescriptors([wire.input])
    }
    while !wire.channel.inbox.isPaused { await Task.yield() }
    let unread = wire.channel.inbox.unreadBytes
    #expect(unread >= 1 << 20 && unread < 1 << 20 + 512 << 10)
    let stream = try #require(wire.channel.inbox.takeStream())
    #expect(await texts(stream).count == 8000)
    await writer.value
    #expect(wire.channel.inbox.unreadBytes == 0)
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.output])
  }

  @Test func `sending above the bound is refused and what was accepted still goes`() async throws {
    var limits = FrameLimits()
    limits.unwrittenBytes = 100_000
    let wire = try await Wire(limits: limits)
    let big = [UInt8](repeating: 0x61, count: 60_000)
    try wire.channel.send(big)
    while true {
      do throws(TransportError) { try wire.channel.send(big) } catch {
        #expect(error.code == .overflow)
        break
      }
    }
    #expect(wire.read(60_000).utf8.count == 60_000)
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.input, wire.output])
  }

  @Test func `a write to a reader that has gone is an error and not the end of the host`() async throws {
    let wire = try await Wire()
    closeDescriptors([wire.output])
    var error: TransportError?
    // A process that another test is just starting may hold a copy of the reading end until it execs: the first writes
    // may still succeed then.
    for _ in 0..<10_000 where error == nil {
      error = await withCheckedContinuation { (done: CheckedContinuation<TransportError?, Never>) in
        do throws(TransportError) {
          try wire.channel.send(Array("x\n".utf8)) { done.resume(returning: $0 as? TransportError) }
        } catch {
          done.resume(returning: error)
        }
      }
    }
    #expect(error?.code == .closed)
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.input])
  }

  @Test func `a waiting consumer that is cancelled comes back at once`() async throws {
    let wire = try await Wire()
    let task = Task {
      guard let stream = wire.channel.inbox.takeStream() else { return false }
      return await stream.nextBatch() == nil && stream.end == nil
    }
    await Task.yield()
    task.cancel()
    #expect(await task.value)
    wire.channel.close()
    wire.loop.stop()
    closeDescriptors([wire.input, wire.output])
  }

  @Test func `closing ends the stream for a consumer that waits`() async throws {
    let wire = try await Wire()
    let task = Task {
      guard let stream = wire.channel.inbox.takeStream() else { return nil as FrameEnd? }
      while await stream.nextBatch() != nil {}
      return stream.end
    }
    await Task.yield()
    wire.channel.close()
    guard case .closed = await task.value else {
      Issue.record("not closed")
      return
    }
    wire.loop.stop()
    closeDescriptors([wire.input, wire.output])
  }
}

import Synchronization
import Testing

@testable import FastTransport

@Suite(.timeLimit(.minutes(5))) struct EventLoopTests {
  @Test func `work runs on the loop in the order of submission`() async throws {
    let loop = try EventLoop()
    let seen = Mutex<[Int]>([])
    #expect(!loop.isCurrent)
    for number in 0..<1000 {
      loop.submit {
        #expect(loop.isCurrent)
        seen.withLock { $0.append(number) }
      }
    }
    loop.stop()
    #expect(seen.withLock { $0 } == Array(0..<1000))
  }

  @Test func `a deadline fires once, and not after it was cancelled`() async throws {
    let loop = try EventLoop()
    let fired = Mutex<[String]>([])
    let cancelled = loop.schedule(after: .milliseconds(1)) { fired.withLock { $0.append("cancelled") } }
    cancelled.cancel()
    cancelled.cancel()
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      _ = loop.schedule(after: .milliseconds(20)) {
        fired.withLock { $0.append("fired") }
        done.resume()
      }
    }
    loop.stop()
    #expect(fired.withLock { $0 } == ["fired"])
  }

  @Test(
    arguments: [
      (Duration.zero, 0), (.nanoseconds(1), 1), (.milliseconds(5), 5), (.microseconds(5001), 6), (.seconds(-1), 0),
      (.seconds(86_400), 86_400_000),
    ] as [(Duration, UInt64)])
  func `a delay is rounded up to whole milliseconds`(delay: Duration, milliseconds: UInt64) {
    #expect(delay.wholeMilliseconds == milliseconds)
  }

  @Test func `a connection goes to the loop with the fewest`() throws {
    let group = try LoopGroup(count: 2)
    let first = group.acquire()
    let second = group.acquire()
    #expect(first !== second)
    group.release(first)
    #expect(group.acquire() === first)
    group.stop()
  }
}

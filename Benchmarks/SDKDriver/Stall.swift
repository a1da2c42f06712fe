import ClaudeAgentSDK
import Synchronization

extension SDKDriver {
  /// A consumer that takes the first message and then reads nothing while the child writes: how much memory piles up, and
  /// how many hooks were answered meanwhile. It then reads the rest, to show that nothing was lost.
  static func stall() async throws {
    let ready = Gate()
    var options = options()
    options.observer = Ready { ready.open() }
    let answered = Atomic<Int>(0)
    options.hooks = [
      Hook(.preToolUse) { _ in
        answered.wrappingAdd(1, ordering: .relaxed)
        return .continue
      }
    ]
    let (prompts, feed) = AsyncStream<Prompt>.makeStream()
    let before = Mutex(0)
    let asker = Task {
      await ready.wait()
      before.withLock { $0 = Host.memory("VmRSS") }
      feed.yield("hi")
      feed.finish()
    }
    var messages = query(prompts, options: options).makeAsyncIterator()
    var count = try await messages.next() == nil ? 0 : 1
    await asker.value
    let start = before.withLock { $0 }
    let (stalled, waited) = try await settledMemory()
    let hooks = answered.load(ordering: .relaxed)
    while try await messages.next() != nil { count += 1 }
    print(
      """
      {"peer":"swift","test":"stall","n":\(count),"extra_kb":\(stalled - start),"rss_start_kb":\(start),\
      "rss_stalled_kb":\(stalled),"hooks_answered":\(hooks),"waited":\(waited),"hwm_kb":\(Host.memory("VmHWM"))}
      """)
  }

  /// The resident memory once it has not grown for a second, and how long that took.
  private static func settledMemory() async throws -> (Int, Double) {
    let began = Host.now
    var highest = 0
    var grew = began
    while Host.now - grew < 1, Host.now - began < 30 {
      let now = Host.memory("VmRSS")
      if now > highest {
        highest = now
        grew = Host.now
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return (highest, Host.now - began)
  }
}

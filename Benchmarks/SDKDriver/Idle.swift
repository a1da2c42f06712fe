import ClaudeAgentSDK
import Synchronization

extension SDKDriver {
  /// One client that is connected and does nothing: what it costs a program to have one.
  static func idle() async throws {
    let client = ClaudeClient(options())
    try await client.connect()
    // What the handshake has used is given back by then.
    try await Task.sleep(for: .milliseconds(200))
    print(
      """
      {"peer":"swift","test":"idle","rss_kb":\(Host.memory("VmRSS")),"anon_kb":\(Host.memory("RssAnon")),\
      "file_kb":\(Host.memory("RssFile")),"threads":\(Host.memory("Threads"))}
      """)
    await client.close()
  }

  /// One session whose CLI asks for hooks, among `count` others that stream a message each ten milliseconds: the CLI of
  /// the one writes how long its requests took.
  static func among(_ count: Int) async throws {
    let ready = Gate(count)
    let go = Gate()
    var streaming = options()
    streaming.observer = Ready { ready.open() }
    streaming.environment = .inherit(setting: ["FAKE_CTRL": "0", "FAKE_DELAY_US": "10000"])
    var asking = options()
    asking.hooks = [Hook(.preToolUse) { _ in .continue }]
    asking.environment = .inherit(setting: ["FAKE_N": "1"])
    let (others, one) = (streaming, asking)
    let began = Host.now
    let usage = Host.usage
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          let prompts = AsyncStream<Prompt> { feed in
            Task {
              await go.wait()
              feed.yield("hi")
              feed.finish()
            }
          }
          // Ends with the cancellation, long before its messages do.
          _ = try? await drain(query(prompts, options: others), open: true)
        }
      }
      if count > 0 { await ready.wait() }
      go.open()
      try await Task.sleep(for: .milliseconds(300))
      _ = try await drain(query("hi", options: one), open: true)
      group.cancelAll()
    }
    let after = Host.usage
    print(
      """
      {"peer":"swift","test":"among","k":\(count),"wall":\(Host.now - began),\
      "user":\(after.user - usage.user),"sys":\(after.system - usage.system),"hwm_kb":\(Host.memory("VmHWM"))}
      """)
  }
}

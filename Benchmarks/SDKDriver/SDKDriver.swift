import ClaudeAgentSDK
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A driver for `compare.py`, through the public interface; one line of JSON for each way to run it.
@main
struct SDKDriver {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let number = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
    switch arguments.dropFirst().first {
    case "tp" where arguments.last == "main": try await throughput("tp main", drainOnMain)
    case "tp": try await throughput("tp", drainApart)
    case "view": try await throughput("view", countApart)
    case "ctrl": try await control(Answering(rawValue: arguments.count > 2 ? arguments[2] : "") ?? .sync)
    case "spawn": try await spawn(times: number, ballast: arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0)
    case "sess": try await sessions(number)
    case "among": try await among(number)
    case "stall": try await stall()
    case "start": _ = try await drain(query("hi", options: options()), open: false)
    case "idle": try await idle()
    case "checkout": try await checkout(number)
    case "hits": hits(number)
    case "sizing": try await sizing(number, uses: arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1)
    default:
      print(
        """
        usage: sdk-driver tp [main] | view | ctrl [async|actor] | spawn N [MB] | sess K | among K | stall | start | idle
               | checkout N | hits N | sizing K USES
        """)
    }
  }

  static func options() -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.cliPath = Host.environment("FAKE_CLI")
    options.includePartialMessages = true
    // Observers are for measuring here; without one, as in most programs, there is no watchdog.
    options.watchdog = nil
    return options
  }

  /// Reads one run; returns the number of messages and the length of their texts.
  ///
  /// Not generic over the sequence: a loop over a type that is known gets the next message by a call, one over any
  /// sequence by a change of executors.
  static func drain(_ stream: MessageStream, open: Bool, first: () -> Void = {}) async throws -> (Int, Int) {
    var count = 0
    var text = 0
    for try await message in stream {
      if count == 0 { first() }
      count += 1
      if open { text += textLength(message) }
    }
    return (count, text)
  }

  /// Reads one turn; returns the number of messages.
  static func drain(_ turn: Turn) async throws -> Int {
    var count = 0
    var text = 0
    for try await message in turn {
      count += 1
      text += textLength(message)
    }
    return text < 0 ? 0 : count
  }

  @inline(__always)
  private static func textLength(_ message: Message) -> Int {
    switch message {
    case .streamEvent(let event): return event.textDelta?.utf8.count ?? 0
    case .assistant(let reply): return reply.text.utf8.count
    case .user(let user):
      guard case .blocks(let blocks) = user.content else { return 0 }
      var length = 0
      for case .toolResult(let result) in blocks { length += result.text.utf8.count }
      return length
    default: return 0
    }
  }

  /// The task that reads is nobody's, as in most servers.
  @concurrent
  static func drainApart(_ stream: MessageStream) async throws -> (Int, Int) { try await drain(stream, open: true) }

  @concurrent
  static func countApart(_ stream: MessageStream) async throws -> (Int, Int) { try await drain(stream, open: false) }

  /// The task that reads is the main actor's, as in an application with a window.
  @MainActor
  static func drainOnMain(_ stream: MessageStream) async throws -> (Int, Int) { try await drain(stream, open: true) }

  static func throughput(
    _ name: String, _ read: (MessageStream) async throws -> (Int, Int)
  ) async throws {
    let ready = Gate()
    var options = options()
    options.observer = Ready { ready.open() }
    let (prompts, feed) = AsyncStream<Prompt>.makeStream()
    let stream = query(prompts, options: options)
    let began = Host.now
    let started = Mutex<(time: Double, user: Double, system: Double, memory: Int)>((0, 0, 0, 0))
    let asker = Task {
      await ready.wait()
      let usage = Host.usage
      started.withLock { $0 = (Host.now, usage.user, usage.system, Host.memory("VmRSS")) }
      feed.yield("hi")
      feed.finish()
    }
    let (count, text) = try await read(stream)
    let wall = Host.now
    await asker.value
    let start = started.withLock { $0 }
    let usage = Host.usage
    // The handshake's answer is not a message; the limit counts init and result, as this does.
    print(
      """
      {"peer":"swift","test":"\(name)","n":\(count),"text":\(text),"wall":\(wall - start.time),\
      "user":\(usage.user - start.user),"sys":\(usage.system - start.system),"t_connect":\(start.time - began),\
      "rss_conn_kb":\(start.memory),"hwm_kb":\(Host.memory("VmHWM"))}
      """)
  }

  /// - Parameter ballast: How many MB of memory the host has touched before.
  static func spawn(times: Int, ballast: Int) async throws {
    let weight = [UInt8](repeating: 1, count: ballast << 20)
    defer { withExtendedLifetime(weight) {} }
    var firsts: [Double] = []
    var totals: [Double] = []
    for _ in 0..<times {
      let began = Host.now
      var first = 0.0
      _ = try await drain(query("hi", options: options()), open: false) { first = Host.now - began }
      firsts.append(first)
      totals.append(Host.now - began)
    }
    func quantile(_ values: [Double], _ part: Double) -> Double {
      values.sorted()[min(values.count - 1, Int(Double(values.count) * part))] * 1000
    }
    print(
      """
      {"peer":"swift","test":"spawn","p50_first_ms":\(quantile(firsts, 0.5)),"p90_first_ms":\(quantile(firsts, 0.9)),\
      "p50_total_ms":\(quantile(totals, 0.5))}
      """)
  }

  static func sessions(_ count: Int) async throws {
    let before = Host.memory("VmRSS")
    let usage = Host.usage
    let began = Host.now
    let settings = options()
    var clients: [ClaudeClient] = []
    for _ in 0..<count { clients.append(ClaudeClient(settings)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in clients { group.addTask { try await client.connect() } }
      try await group.waitForAll()
    }
    let connected = Host.now - began
    let idle = Host.memory("VmRSS")
    let turn = Host.now
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for client in clients { group.addTask { try await drain(client.send("hi")) } }
      return try await group.reduce(0, +)
    }
    let turned = Host.now - turn
    await withTaskGroup(of: Void.self) { group in
      for client in clients { group.addTask { await client.close() } }
    }
    let total = (sum, connected, idle, turned)
    let after = Host.usage
    print(
      """
      {"peer":"swift","test":"sess","k":\(count),"n":\(total.0),"t_connect":\(total.1),"t_turn":\(total.3),"t_close":0,\
      "wall":\(Host.now - began),"user":\(after.user - usage.user),"sys":\(after.system - usage.system),\
      "rss0_kb":\(before),"rss_idle_kb":\(total.2),"per_session_kb":\(Double(total.2 - before) / Double(count)),\
      "hwm_kb":\(Host.memory("VmHWM"))}
      """)
  }
}

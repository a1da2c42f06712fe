private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// How many loops there are, and which connection goes to which. A connection stays on its loop.
package final class LoopGroup: Sendable {
  package let loops: [EventLoop]

  /// - Parameter count: How many loops to start; at least one.
  package init(count: Int) throws(TransportError) {
    var loops: [EventLoop] = []
    for index in 0..<max(1, count) { loops.append(try EventLoop(name: "claude-loop-\(index)")) }
    self.loops = loops
  }

  /// The loops of the process, started at the first use and never stopped: as many as `CLAUDE_AGENT_SDK_LOOPS` says (1
  /// to 64), else half the cores, between one and four.
  package static func shared() throws(TransportError) -> LoopGroup {
    switch sharedResult {
    case .success(let group): return group
    case .failure(let error): throw error
    }
  }

  private static let sharedResult: Result<LoopGroup, TransportError> = {
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    // Safe: the text is copied at once.
    let wanted = unsafe getenv("CLAUDE_AGENT_SDK_LOOPS").flatMap { unsafe Int(String(cString: $0)) }
    do throws(TransportError) {
      return .success(try LoopGroup(count: count(wanted: wanted, cores: cores)))
    } catch {
      return .failure(error)
    }
  }()

  static func count(wanted: Int?, cores: Int) -> Int {
    if let wanted, (1...64).contains(wanted) { return wanted }
    return min(4, max(1, cores / 2))
  }

  /// The loop with the fewest connections; the caller counts as one from here until `release`.
  package func acquire() -> EventLoop {
    var best = loops[0]
    for loop in loops.dropFirst()
    where loop.connections.load(ordering: .relaxed) < best.connections.load(ordering: .relaxed) { best = loop }
    best.connections.wrappingAdd(1, ordering: .relaxed)
    return best
  }

  package func release(_ loop: EventLoop) { loop.connections.wrappingSubtract(1, ordering: .relaxed) }

  /// Ends all loops. For tests that started their own.
  package func stop() { for loop in loops { loop.stop() } }
}

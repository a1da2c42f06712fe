import Testing

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The loop as an executor of tasks.
@Suite(.timeLimit(.minutes(5))) struct LoopExecutorTests {
  private actor Log {
    private(set) var entries: [String] = []
    func add(_ entry: String) { entries.append(entry) }
    /// Whether this actor runs where it is asked from.
    func isOn(_ loop: EventLoop) -> Bool { loop.isCurrent }
  }

  @Test func `a task stays on the loop, across yields, children and actors`() async throws {
    let loop = try EventLoop()
    let log = Log()
    let places = await Task(executorPreference: loop) {
      var places = [loop.isCurrent]
      for _ in 0..<50 {
        await Task.yield()
        places.append(loop.isCurrent)
      }
      places.append(await log.isOn(loop))
      places.append(loop.isCurrent)
      async let child = loop.isCurrent
      places.append(await child)
      await withTaskGroup { group in
        for _ in 0..<10 { group.addTask { loop.isCurrent } }
        for await place in group { places.append(place) }
      }
      places.append(loop.isCurrent)
      return places
    }.value
    #expect(places.count == 65)
    #expect(places.allSatisfy { $0 })
    #expect(!loop.isCurrent)
    loop.stop()
  }

  @Test func `a task comes back to the loop from elsewhere`() async throws {
    let loop = try EventLoop()
    let places = await Task(executorPreference: loop) {
      let main = await MainActor.run { loop.isCurrent }
      let back = loop.isCurrent
      let detached = await Task.detached { loop.isCurrent }.value
      return [main, back, detached, loop.isCurrent]
    }.value
    #expect(places == [false, true, false, true])
    loop.stop()
  }

  @Test func `jobs from other threads all run on the loop`() async throws {
    let loop = try EventLoop()
    let count = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var onLoop = 0
          for _ in 0..<200 where await Task(executorPreference: loop, operation: { loop.isCurrent }).value {
            onLoop += 1
          }
          return onLoop
        }
      }
      return await group.reduce(0, +)
    }
    #expect(count == 1600)
    loop.stop()
  }

  @Test func `tasks that are made on the loop run in the order of their making`() async throws {
    let loop = try EventLoop()
    let log = Log()
    let tasks = await withCheckedContinuation { (done: CheckedContinuation<[Task<Void, Never>], Never>) in
      loop.submit {
        done.resume(
          returning: (0..<100).map { number in Task(executorPreference: loop) { await log.add("\(number)") } })
      }
    }
    for task in tasks { await task.value }
    #expect(await log.entries == (0..<100).map(String.init))
    loop.stop()
  }

  @Test func `a task that never stops yielding starves neither work, nor timers, nor pipes`() async throws {
    let loop = try EventLoop()
    let spinner = Task(executorPreference: loop) {
      var rounds = 0
      while !Task.isCancelled {
        await Task.yield()
        rounds += 1
      }
      return rounds
    }
    // Work from another thread.
    for _ in 0..<10 {
      await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in loop.submit { done.resume() } }
    }
    // A timer.
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      _ = loop.schedule(after: .milliseconds(5)) { done.resume() }
    }
    // A pipe.
    let (incoming, outgoing) = (try makePipe(), try makePipe())
    let sink = CountingSink()
    let inbox = FrameInbox(loop: loop, classifier: LineClassifier(names: [], routed: []), sink: sink)
    let stream = try #require(inbox.takeStream())
    let opened: FrameChannel? = await withCheckedContinuation { done in
      loop.run {
        let channel = FrameChannel(inbox: inbox)
        do {
          try channel.open(reading: incoming.reading, writing: outgoing.writing)
          done.resume(returning: channel)
        } catch {
          done.resume(returning: nil)
        }
      }
    }
    let channel = try #require(opened)
    let line = Array("{\"type\":\"x\"}\n".utf8)
    #expect(unsafe write(incoming.writing, line, line.count) == line.count)
    #expect(await stream.nextBatch()?.count == 1)
    close(incoming.writing)
    #expect(await stream.nextBatch() == nil)
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      loop.run {
        channel.close()
        done.resume()
      }
    }
    close(outgoing.reading)
    spinner.cancel()
    #expect(await spinner.value > 0)
    loop.stop()
  }

  private func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(unsafe pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  private final class CountingSink: FrameSink {
    func receive(_ frame: Frame) -> Bool { true }
    func delivered(_ batch: FrameBatch?) {}
    func ended(_ reason: FrameEnd) {}
  }

  @Test func `a loop with nothing to do stops, and so does one that has run tasks`() async throws {
    let idle = try EventLoop()
    idle.stop()
    let used = try EventLoop()
    await Task(executorPreference: used) { await Task.yield() }.value
    used.stop()
    weak var gone: EventLoop?
    do {
      let loop = try EventLoop()
      await Task(executorPreference: loop) {}.value
      loop.stop()
      gone = loop
    }
    #expect(gone == nil)
  }

  @Test func `a cancelled task is told on the loop`() async throws {
    let loop = try EventLoop()
    let log = Log()
    let task = Task(executorPreference: loop) {
      await log.add("begun")
      while !Task.isCancelled { await Task.yield() }
      await log.add("cancelled on the loop: \(loop.isCurrent)")
    }
    while await log.entries.isEmpty { await Task.yield() }
    task.cancel()
    await task.value
    #expect(await log.entries == ["begun", "cancelled on the loop: true"])
    loop.stop()
  }
}

internal import ClaudeAgentSDK

extension TransportConformance {
  /// A probe on a new transport, started and cleaned up around the body.
  func with(
    _ peer: Peer, unreadBytes: Int = 64 << 20, starts: Bool = true, _ body: (TransportProbe) async throws -> Void
  ) async throws {
    let probe = try TransportProbe(try await make(peer), unreadBytes: unreadBytes, limit: limit)
    do {
      if starts { try await probe.start() }
      try await body(probe)
    } catch {
      await probe.cleanUp()
      throw error
    }
    await probe.cleanUp()
  }

  private static func numbered(_ count: Int) -> [String] {
    (0..<count).map { #"{"type":"system","number":\#($0)}"# }
  }

  private static func request(_ id: String, padding: Int = 0) -> [UInt8] {
    let start = #"{"type":"control_request","request_id":"\#(id)","request":{"subtype":"probe","padding":""#
    return Array(start.utf8) + [UInt8](repeating: 0x70, count: padding) + Array("\"}}\n".utf8)
  }

  private static func answeredID(_ line: JSONView) -> String { line["response"]?["request_id"]?.string ?? "" }

  func framesKeepTheirOrder() async throws {
    let lines = Self.numbered(500)
    try await with(.speaking(lines)) { probe in
      for expected in lines {
        let line = try await probe.next()?.rawText
        try expect(line == expected, "Instead of \(expected) came \(line ?? "the end").")
      }
    }
  }

  func bigFramesArriveWhole() async throws {
    for size in [1 << 20, 20 << 20] {
      try await with(.bigLine(byteCount: size)) { probe in
        guard let line = try await probe.next() else { throw Broken("Instead of \(size) bytes came the end.") }
        let count = line.withBytes { $0.byteCount }
        try expect(count >= size - 1, "Of a line of \(size) bytes \(count) came.")
        try expect(line["type"] != nil, "The line of \(size) bytes has lost its content.")
      }
    }
  }

  func bigFramesLeaveWhole() async throws {
    try await with(.answering) { probe in
      for size in [1 << 20, 20 << 20] {
        let line = Self.request("big-\(size)", padding: size)
        try await probe.within("sending") { try await probe.transport.send(line) }
        let answer = try await probe.next().map(Self.answeredID)
        try expect(answer == "big-\(size)", "The request of \(size) bytes was answered by \(answer ?? "the end").")
      }
    }
  }

  func sendsAreNotInterleaved() async throws {
    let (tasks, each) = (100, 20)
    try await with(.answering) { probe in
      let transport = probe.transport
      let senders = Task {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for task in 0..<tasks {
            group.addTask {
              for number in 0..<each {
                try await transport.send(Self.request("\(task) \(number)", padding: 500 + task * 61))
              }
            }
          }
          try await group.waitForAll()
        }
      }
      var reached = [Int](repeating: 0, count: tasks)
      for _ in 0..<(tasks * each) {
        guard let line = try await probe.next() else { throw Broken("The frames ended before the last answer.") }
        let parts = Self.answeredID(line).split(separator: " ").compactMap { Int($0) }
        try expect(parts.count == 2 && parts[0] < tasks, "There came an answer to nothing: \(line.rawText ?? "").")
        try expect(parts[1] == reached[parts[0]], "Request \(parts[1]) of task \(parts[0]) came out of order.")
        reached[parts[0]] += 1
      }
      try await probe.within("the last send") { try await senders.value }
    }
  }

  func sendBeforeStartFails() async throws {
    try await with(.answering, starts: false) { probe in
      try await expectFailure("Sending before the start", probe) {
        try await probe.transport.send(Self.request("early"))
      }
    }
  }

  func sendAfterEndOfInputFails() async throws {
    try await with(.answering) { probe in
      probe.transport.endInput()
      probe.transport.endInput()
      try await expectFailure("Sending behind the end of the input", probe) {
        try await probe.transport.send(Self.request("late"))
      }
    }
  }

  func expectFailure(
    _ what: String, _ probe: TransportProbe, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    let hasFailed = try await probe.within(what) {
      do {
        try await body()
        return false
      } catch {
        return true
      }
    }
    try expect(hasFailed, "\(what) has reported success.")
  }

  func endOfInputIsSeen() async throws {
    try await with(.tellingEndOfInput) { probe in
      try await probe.within("sending") {
        try await probe.transport.send(Array(#"{"type":"user"}"#.utf8) + [0x0A])
      }
      probe.transport.endInput()
      let lines = try await probe.rest()
      try expect(lines == [Peer.endOfInputLine], "The other side said \(lines).")
      _ = try await probe.untilFinished()
    }
  }

  func receivingWaitsForTheReader() async throws {
    // 20 MB against a bound of 1 MB; what one read brings may come on top.
    let (lines, size, bound, slack) = (5_000, 4_000, 1 << 20, 3 << 20)
    try await with(.flooding(lines: lines, byteCount: size), unreadBytes: bound) { probe in
      try await probe.until("the filling was paused") { probe.isPaused }
      for _ in 0..<20 {
        try await Task.sleep(for: .milliseconds(10))
        let unread = probe.unreadBytes
        try expect(unread <= bound + slack, "\(unread) bytes were taken in for a reader that does not read.")
      }
      for number in 0..<lines {
        try expect(try await probe.next() != nil, "The frames ended after \(number) of \(lines).")
      }
    }
  }
}

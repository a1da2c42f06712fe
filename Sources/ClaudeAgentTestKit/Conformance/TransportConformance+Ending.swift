internal import ClaudeAgentSDK

extension TransportConformance {
  func deliveredFramesSurviveClosing() async throws {
    let lines = (0..<50).map { #"{"type":"system","number":\#($0)}"# }
    try await with(.speaking(lines)) { probe in
      let total = lines.reduce(0) { $0 + $1.utf8.count }
      try await probe.until("all lines had arrived") { probe.unreadBytes >= total }
      try await probe.close()
      let read = try await probe.rest()
      try expect(read == lines, "Of \(lines.count) lines \(read.count) could be read after closing.")
    }
  }

  func finishComesOnceAndLast() async throws {
    let lines = (0..<50).map { #"{"type":"system","number":\#($0)}"# }
    try await with(.speaking(lines)) { probe in
      probe.transport.endInput()
      let read = try await probe.rest()
      try expect(read == lines, "Of \(lines.count) lines \(read.count) came before the end.")
      let end = try await probe.untilFinished()
      if probe.transport.capabilities.contains(.process) {
        try expect(end.exitStatus == .exited(code: 0), "A process that left well ended with \(end).")
      }
      try await probe.close()
      probe.transport.cancel()
      try await probe.close()
      try expectOneEnd(probe)
    }
  }

  private func expectOneEnd(_ probe: TransportProbe) throws {
    let events = probe.events
    try expect(events == [.framesEnded, .finished], "The ending went \(events).")
  }

  func closeIsIdempotent() async throws {
    try await with(.answering) { probe in
      try await probe.within("closing from several tasks") {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<8 { group.addTask { await probe.transport.close() } }
        }
      }
      try await probe.close()
      _ = try await probe.untilFinished()
      try expectOneEnd(probe)
      try await expectFailure("Sending after closing", probe) {
        try await probe.transport.send(Array("{}\n".utf8))
      }
    }
  }

  func closeEndsAStubbornPeer() async throws {
    try await with(.stubborn) { probe in
      let first = try await probe.next()?.rawText
      try expect(first == Peer.readyLine, "The other side began with \(first ?? "the end").")
      try await probe.close()
      let end = try await probe.untilFinished()
      if probe.transport.capabilities.contains(.process) {
        try expect(end.exitStatus == .signalled(number: 9), "A process that must be killed ended with \(end).")
      }
      try expectOneEnd(probe)
    }
  }

  func closeBeforeStartIsHarmless() async throws {
    try await with(.answering, starts: false) { probe in
      try await probe.close()
      try await probe.close()
      try expect(probe.events.isEmpty, "The inbox of a transport that was never started went \(probe.events).")
    }
  }

  func cancelEndsAtOnce() async throws {
    try await with(.answering) { probe in
      probe.transport.cancel()
      probe.transport.cancel()
      _ = try await probe.rest()
      _ = try await probe.untilFinished()
      try await probe.close()
      try expectOneEnd(probe)
    }
  }

  func cancelBeforeStartStartsNothing() async throws {
    try await with(.answering, starts: false) { probe in
      probe.transport.cancel()
      try await expectFailure("Starting what was cancelled", probe) { try await probe.start() }
      try expect(probe.events.isEmpty, "The inbox of a transport that was not started went \(probe.events).")
    }
  }

  func failedStartLeavesNothing() async throws {
    try await with(.missing, starts: false) { probe in
      try await expectFailure("Starting what is missing", probe) { try await probe.start() }
      try await probe.close()
      probe.transport.cancel()
      try expect(probe.events.isEmpty, "The inbox of a failed start went \(probe.events).")
      try expect(probe.unreadBytes == 0, "A failed start has delivered something.")
    }
  }
}

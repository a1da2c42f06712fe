#if os(Linux)
  import ClaudeAgentSDK

  extension RealDriver {
    /// From the moment the bytes of a result can be read to the moment the message is with its reader.
    ///
    /// A scenario of its own, since the thread that watches the pipe wakes for each write. Results only: the CLI writes
    /// nothing else at that time, while a token is one of many lines that come close together.
    static func delivery(_ count: Int, in surroundings: Surroundings) async throws -> Report {
      let before = Host.memory("VmRSS")
      let beginning = Beginning()
      var delays: [Double] = []
      try await withClaudeClient(surroundings.options(beginning)) { client in
        let watch = try PipeWatch(child: beginning.process)
        for number in 0...count {
          let turn = try await client.send(Prompt(Question(number).text))
          let reading = try await Reading.of(turn, from: .now)
          // The first turn reads through paths that no later one takes.
          if number > 0, let delay = reading.result.flatMap(watch.delay) { delays.append(delay) }
        }
      }
      return Report(
        scenario: "delivery", phases: [:],
        times: ["result": median(delays).milliseconds, "results seen": Double(delays.count)], rssBeforeKb: before,
        rssKb: Host.memory("VmRSS"))
    }
  }
#endif

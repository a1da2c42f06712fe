import ArgumentParser
import ClaudeAgentSDK

/// `claude-agent benchmark`: what a warm pool changes on this machine.
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Shows what a warm pool changes on this machine.",
    discussion: """
      Asks the same question of a process from nothing and of one that waits, in turn, and prints how long the answers \
      took. A simulated Messages API answers, so it costs nothing and measures the CLI and this library alone; with \
      --live your account answers, and pays.
      """)

  @Option(help: "How many rounds.") var count = 5
  @Option(help: "How many questions at once in each round.") var atOnce = 1
  @Flag(help: "Without the CLI's own conveniences: hooks, plugins, memory files.") var bare = false
  @Flag(help: "Prints the figures as one line of JSON.") var json = false
  @Flag(help: "Asks the real API, with your account.") var live = false
  @OptionGroup(title: "Agent") var agent: AgentArguments

  func validate() throws {
    guard (1...1000).contains(count) else { throw ValidationError("--count is between 1 and 1000.") }
    guard (1...64).contains(atOnce) else { throw ValidationError("--at-once is between 1 and 64.") }
  }

  func run() async throws {
    var options = try agent.options()
    options.bare = bare
    let log = RunLog(isVerbose: false)
    options.observer = log
    let (asked, interruption) = (options, Interruption())
    let result = await interruption.watch { [count, atOnce, json, live] in
      @Sendable func measure(_ options: ClaudeAgentOptions) async throws {
        let measurement = try await PoolMeasurement(options, rounds: count, atOnce: atOnce).run()
        StandardStream.output.print(json ? try measurement.json() : measurement.table())
      }
      if live { return try await measure(asked) }
      try await Simulation.run(scenarios: nil, log: log) { surroundings in
        var options = asked
        options.environment = .only(surroundings.environment.merging(asked.environment.settings) { $1 })
        options.workingDirectory = surroundings.workingDirectory
        options.settingSources = options.settingSources ?? []
        try await measure(options)
      }
    }
    if let code = interruption.exitCode { throw ExitCode(code) }
    try result.get()
  }
}

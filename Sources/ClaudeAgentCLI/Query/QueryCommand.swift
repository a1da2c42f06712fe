import ArgumentParser
import ClaudeAgentSDK

/// `claude-agent query`: asks one question.
struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Asks one question and prints the answer.",
    discussion: """
      The prompt is what stands on the command line, or standard input. On a terminal the answer appears as it is \
      written; in a pipe standard output is the final answer and nothing else.
      """)

  @Argument(help: "What to ask; `-` or nothing reads standard input.")
  var prompt: [String] = []

  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Simulation") var simulation: SimulationArguments
  @OptionGroup(title: "Agent") var agent: AgentArguments

  func validate() throws {
    if prompt == [""] || (readsStandardInput && InputFile.standardInputIsTerminal) {
      throw ValidationError("There is nothing to ask: give a prompt, or pipe one in.")
    }
  }

  private var readsStandardInput: Bool { prompt.isEmpty || prompt == ["-"] }

  func run() async throws {
    let prompt = try readPrompt()
    var options = try agent.options()
    let showsLive = output.format == .text && Style(of: .output).isLive
    options.includePartialMessages = output.includePartialMessages || showsLive
    let notices = Notices()
    let log = RunLog(isVerbose: output.verbose)
    options.observer = log
    if output.verbose {
      options.stderrHandler = { line in
        StandardStream.error.print("claude-agent: stderr: \(PlainText.oneBlock(line))")
      }
    }
    let presenter: any Presenter =
      switch output.format {
      case .text where showsLive: LivePresenter(notices: notices)
      case .text: PlainPresenter(notices: notices)
      case .json: ResultPresenter()
      case .streamJSON: LinePresenter()
      }
    let interruption = Interruption()
    let run = OneRun(prompt: prompt, options: options, presenter: presenter, notices: notices)
    let result = await interruption.watch { [simulation] in
      guard simulation.simulate else { return try await run.execute() }
      try await Simulation.run(scenarios: simulation.scenarios, log: log) { surroundings in
        try await run.execute(in: surroundings)
      }
    }
    if let code = interruption.exitCode {
      notices.tell("interrupted")
      throw ExitCode(code)
    }
    try result.get()
  }

  /// The prompt with its images, read before anything is started.
  private func readPrompt() throws -> Prompt {
    var text = prompt.joined(separator: " ")
    if readsStandardInput {
      text = String(decoding: try InputFile(path: nil).contents(limit: 64 << 20), as: UTF8.self)
      while text.last?.isNewline == true { text.removeLast() }
      if text.isEmpty { throw Failure("There is nothing to ask: standard input is empty.", code: 2) }
    }
    guard !agent.image.isEmpty else { return Prompt(text) }
    return Prompt(try agent.image.map(ImageFile.block) + [.text(text)])
  }
}

/// What comes out.
struct OutputArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case streamJSON = "stream-json"
  }

  @Option(name: .customLong("output-format"), help: "text: the answer; json: the result; stream-json: every message.")
  var format = Format.text

  @Flag(help: "With stream-json: messages in pieces, as the model writes them.")
  var includePartialMessages = false

  @Flag(help: "Tells on standard error what happens, and what the CLI writes there.")
  var verbose = false

  func validate() throws {
    if includePartialMessages && format == .json {
      throw ValidationError("--include-partial-messages changes nothing in the format json.")
    }
  }
}

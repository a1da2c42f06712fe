import ClaudeAgentSDK
import ClaudeAgentTestKit
import Logging

// The snippets of README.md and of the DocC articles, as they stand there: `SnippetsTests` compares them line by line.
// They compile; only the one without a process is run.

// MARK: README.md

private func ask() async throws {
  for try await message in query("What is 2 + 2?") {
    if case .assistant(let reply) = message { print(reply.text) }
  }
}

private func askAndSetOptions() async throws {
  let answer = try await query("What is 2 + 2?").text()

  var options = ClaudeAgentOptions()
  options.model = "sonnet"
  options.systemPrompt = "You are a careful reviewer."  // the default is none, not Claude Code's
  options.allowedTools = ["Read", "Bash(git *)"]
  options.workingDirectory = "/srv/repo"
  options.environment = .inherit(removing: ["AWS_*"])
  let review = try await query("Review the last commit.", options: options).text()
  _ = (answer, review)
}

private func talk(_ options: ClaudeAgentOptions) async throws {
  try await withClaudeClient(options) { client in
    for try await message in try await client.send("Read the README.") { show(message) }
    try await client.setModel("opus")
    print(try await client.send("And in one sentence?").text())
  }
}

private func serve(_ options: inout ClaudeAgentOptions) {
  options.hooks = [
    Hook(.preToolUse, matching: "Bash") { call in
      call.toolInput["command"]?.string?.contains("rm -rf") == true ? .deny("Not here.") : .continue
    }
  ]
  options.canUseTool = PermissionCallback { request in
    await askSomebody(request) ? .allow() : .deny("Nobody has agreed.")
  }
  let calculator = MCPServer("calculator") {
    Tool("add", "Adds two numbers", input: Addends.self) { input in "\(input.a + input.b)" }
  }
  options.mcpServers["calc"] = .inProcess(calculator)
  options.allowedTools = ["mcp__calc__add"]
}

private func keepSessions(_ id: String, _ messageUUID: String, _ options: ClaudeAgentOptions) async throws {
  let session = try await Session.create(options)
  try await session.send("Remember the number 7431.")
  for try await message in session.stream() { show(message) }
  await session.close()

  let later = try await Session.resume(id, options)
  let branch = try await Session.fork(id, at: messageUUID, options)

  let city = try await query("What is the largest city of Japan?", as: City.self)  // a struct of yours
  _ = (later, branch, city)
}

private func watch(_ options: inout ClaudeAgentOptions) {
  options.logger = Logger(label: "my-agent")
  options.watchdog?.streamIdle = .seconds(60)
  options.watchdog?.response = .interrupt
}

private func handleErrors() async {
  do {
    print(try await query("What is 2 + 2?").text())
  } catch {
    print(error.code, error.message, error.isRetryable)
  }
}

func answerWithoutAProcess() async throws -> String {
  let transport = ScriptedTransportProvider(.answering("4"))
  let answer = try await query("What is 2 + 2?", transport: transport).text()
  return answer
}

// MARK: GettingStarted.md

private func install() async throws {
  let cli = try await CLIInstaller().install { print($0.phase, $0.fraction ?? 0) }
  print(cli.version, cli.path)
}

private func askForText() async throws {
  let answer = try await query("What is 2 + 2?").text()
  _ = answer
}

private func askForResult() async throws {
  let result = try await query("What is 2 + 2?").result()
  print(result.result ?? "", result.totalCostUSD ?? 0, result.numTurns)
}

private func setMoreOptions() async throws {
  var options = ClaudeAgentOptions()
  options.model = "sonnet"
  options.systemPrompt = .preset(append: "Answer in French.")
  options.allowedTools = ["Read", "Bash(git *)"]
  options.permissionMode = .dontAsk
  options.maxTurns = 4
  options.workingDirectory = "/srv/repo"
  options.environment = .inherit(removing: ["AWS_*"])

  for try await message in query("What has changed since yesterday?", options: options) {
    if case .assistant(let reply) = message { print(reply.text) }
  }
}

private func stream() async throws {
  var options = ClaudeAgentOptions()
  options.includePartialMessages = true
  for try await message in query("Tell me a story.", options: options) {
    if case .streamEvent(let event) = message, let piece = event.textDelta {
      print(piece, terminator: "")
    }
  }
}

private func askForAValue() async throws {
  let city = try await query("What is the largest city of Japan?", as: City.self)
  _ = city
}

private func showImagesAndDocuments(_ bytes: [UInt8]) async throws {
  let prompt = Prompt([
    .image(bytes, mediaType: "image/png"),
    .document(text: "Width 40 cm, height 30 cm.", title: "Sizes"),
    .text("Does the picture fit the sizes?"),
  ])
  let answer = try await query(prompt).text()
  _ = answer
}

private func askSeveralQuestions() async throws {
  let (prompts, more) = AsyncStream.makeStream(of: Prompt.self)
  var questions: [Prompt] = ["My name is Ada.", "What is my name?"]
  more.yield(questions.removeFirst())
  for try await message in query(prompts) {
    guard case .result(let result) = message else { continue }
    print(result.result ?? "")
    if questions.isEmpty { more.finish() } else { more.yield(questions.removeFirst()) }
  }
}

private func cancel() async throws {
  let reading = Task {
    for try await message in query("Count to a million.") {
      if case .assistant(let reply) = message { print(reply.text) }
    }
  }
  reading.cancel()
}

// MARK: HandlingErrors.md

private func handleMoreErrors(_ options: ClaudeAgentOptions) async {
  do {
    print(try await query("What is 2 + 2?", options: options).text())
  } catch {
    switch error.code {
    case .cliNotFound:
      print("Install it with `claude-agent install`.")
    case .invalidOptions:
      for fault in error.faults { print(fault.option, fault.reason) }
    case .processFailed:
      print(error.exitStatus?.description ?? "", error.stderrTail)
    case .rateLimited, .overloaded:
      print("Try again later.")
    default:
      print(error.message)
    }
  }
}

// MARK: ReadingMessages.md

private func readEverything() async throws {
  for try await message in query("List the files here.") {
    switch message {
    case .system(let system):
      if case .initialized(let session) = system.event { print(session.tools) }
    case .assistant(let reply):
      for block in reply.content {
        switch block {
        case .text(let text): print(text.text)
        case .toolUse(let call): print(call.name, call.input?["command"]?.string ?? "")
        default: break
        }
      }
    case .user(let user):
      for result in user.toolResults { print(result.text) }
    case .result(let result):
      print(result.totalCostUSD ?? 0, result.usage?.outputTokens ?? 0)
    case .malformed(let line):
      print(line.fault)
    default:
      break
    }
  }
}

private func readAnyField(_ message: Message) {
  if case .assistant(let reply) = message {
    let tier = reply.json["message"]?["usage"]?["service_tier"]?.string
    print(tier ?? "none")
  }
}

private func keep() async throws {
  var kept: [Message] = []
  for try await message in query("What is 2 + 2?") {
    if case .result = message { kept.append(message.copy()) }
  }
  _ = kept
}

private func readFromStorage() {
  if let view = JSONView(copying: #"{"type":"result","subtype":"success","result":"4"}"#) {
    if case .result(let result) = Message(json: view) { print(result.result ?? "") }
  }
}

// MARK: TalkingWithAnAgent.md

private func connect(_ options: ClaudeAgentOptions) async throws {
  try await withClaudeClient(options) { client in
    print(try await client.send("My name is Ada.").text())
    print(try await client.send("What is my name?").text())
  }
}

private func readTurns(_ client: ClaudeClient) async throws {
  let first = try await client.send("Read the README.")
  let second = try await client.send("Which licence does it name?")
  for try await message in first { show(message) }
  print(try await second.text())
}

private func readAll(_ client: ClaudeClient) async throws {
  let reading = Task {
    for try await message in try await client.messages { show(message) }
  }
  try await client.send("Start the long job in the background.")
  _ = reading
}

private func stop(_ client: ClaudeClient) async throws {
  let turn = try await client.send("Count to a million.")
  let reading = Task {
    for try await message in turn { show(message) }
  }
  reading.cancel()
}

private func change(_ client: ClaudeClient) async throws {
  try await client.setModel("opus")
  let usage = try await client.contextUsage()
  print(usage.totalTokens, usage.maxTokens)
}

// MARK: HooksAndPermissions.md

private func hook(_ options: inout ClaudeAgentOptions) {
  options.hooks = [
    Hook(.preToolUse, matching: "Bash") { call in
      call.toolInput["command"]?.string?.contains("rm -rf") == true ? .deny("Not here.") : .continue
    },
    Hook(.postToolUse) { call in
      await audit(call.copy())
      return .continue
    },
    Hook(.userPromptSubmit) { _ in .context("Today is a holiday.") },
  ]
  options.callbackExecution = .concurrently
}

private func hookOnTheMainActor() -> Hook {
  Hook(.notification) { @MainActor input async in
    showOnScreen(input.message)
    return .continue
  }
}

private func decide(_ options: inout ClaudeAgentOptions) {
  options.canUseTool = PermissionCallback { request in
    switch request.toolName {
    case "Read", "Grep": return .allow()
    case "Bash": return .allow(updatedPermissions: request.suggestions)  // and do not ask again
    default: return .deny("Only reading and the shell.")
    }
  }
}

private func decideLater(_ options: inout ClaudeAgentOptions, _ inbox: Inbox) {
  options.canUseTool = PermissionCallback { request in
    inbox.add(request.copy(), id: request.requestID)
    return .deferred
  }
}

private func answer(_ client: ClaudeClient, _ id: String) async throws {
  try await client.answer(permissionRequest: id, with: .allow())
}

private func elicit(_ options: inout ClaudeAgentOptions) {
  options.onElicitation = ElicitationCallback { question in
    question.mode == "url" ? .decline : .accept(content: ["name": "Ada"])
  }
}

// MARK: ToolsInYourProcess.md

struct Addends: Codable, Sendable {
  let a: Double
  let b: Double
}

private func findTool(_ notes: Notes) -> Tool {
  Tool(
    "find", "Finds text in the notes",
    schema: .object([
      "text": .string(description: "What to look for.", minLength: 1),
      "limit": .optional(.integer(minimum: 1, maximum: 50)),
    ])
  ) { input in
    await notes.find(input["text"]?.string ?? "", limit: input["limit"]?.int ?? 10)
  }
}

private func chartTool() -> Tool {
  Tool("chart", "Draws a chart", input: Series.self) { input in
    ToolResult([.text("The chart:"), .image(try await draw(input), mediaType: "image/png")])
  }
}

private func indexTool() -> Tool {
  Tool("index", "Indexes the notes", schema: .object([:])) { input, context in
    for step in 1...10 {
      try await indexPart(step)
      context.report(progress: Double(step), total: 10)
    }
    return "Done."
  }
}

// MARK: Sessions.md

private func createAndResume(_ id: String, _ options: ClaudeAgentOptions) async throws {
  let session = try await Session.create(options)
  try await session.send("Remember the number 7431.")
  for try await message in session.stream() { show(message) }
  await session.close()

  let later = try await Session.resume(id, options)
  print(try await later.send("Which number?").text())
}

private func useTheClient(_ session: Session) async throws {
  try await session.client.renameSession("The number")
  let title = try await session.client.generateSessionTitle(from: "A number to remember")
  _ = title
}

private func rewind(_ client: ClaudeClient, _ options: inout ClaudeAgentOptions) async throws {
  options.enableFileCheckpointing = true
  let turn = try await client.send("Rewrite the introduction.")
  _ = try await turn.result()
  let plan = try await client.rewindFiles(to: turn.promptUUID, dryRun: true)
  if plan.canRewind { try await client.rewindFiles(to: turn.promptUUID) }
}

// MARK: WarmPool.md

private func useAPool(_ options: ClaudeAgentOptions) async throws {
  let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 8))
  try await pool.warm(options, count: 2)
  let answer = try await query("What is 2 + 2?", options: options, transport: pool).text()
  let session = try await Session.create(options, transport: pool)
  _ = (answer, session)
  await pool.drain(within: .seconds(10))
}

private func configureAPool(_ observer: any AgentObserver) -> PoolConfiguration {
  var configuration = PoolConfiguration(maximumProcesses: 8)
  configuration.observer = observer
  configuration.maximumUses = 20
  configuration.sessionRest = .seconds(10)
  configuration.queueTimeout = .seconds(5)
  return configuration
}

// MARK: Metrics.md

struct SlowTurns: AgentObserver {
  func observe(_ event: AgentEvent) {
    if case .turnEnded(let turn) = event, turn.duration > .seconds(30) { report(turn) }
  }
}

// MARK: What the snippets take for granted

private func report(_ turn: TurnSummary) {}

private struct City: Codable, Sendable {
  let name: String
}

private struct Series: Decodable, Sendable {
  let values: [Double]
}

private struct Notes: Sendable {
  func find(_ text: String, limit: Int) async -> ToolResult { "\(text) \(limit)" }
}

private struct Inbox: Sendable {
  func add(_ request: PermissionRequest, id: String) {}
}

private func show(_ message: Message) {}
@MainActor private func showOnScreen(_ text: String) {}
private func askSomebody(_ request: PermissionRequest) async -> Bool { request.requiresUserInteraction }
private func audit(_ call: PostToolUseInput) async {}
private func draw(_ series: Series) async throws -> [UInt8] { [] }
private func indexPart(_ number: Int) async throws {}

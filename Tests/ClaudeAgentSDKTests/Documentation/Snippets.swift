import ClaudeAgentSDK
import ClaudeAgentTestKit

// The snippets of README.md and of the DocC articles, as they stand there: `SnippetsTests` compares them line by line.
// They compile; only the one without a process is run.

// MARK: README.md

private func ask() async throws {
  for try await message in query("What is 2 + 2?") {
    if case .assistant(let reply) = message { print(reply.text) }
  }
}

private func askForTheAnswer() async throws {
  let answer = try await query("What is 2 + 2?").text()
  let result = try await query("What is 2 + 2?").result()
  print(answer, result.totalCostUSD ?? 0, result.numTurns)
}

private func setOptions() async throws {
  var options = ClaudeAgentOptions()
  options.model = "sonnet"
  options.systemPrompt = "You are a careful reviewer."  // the default is none, not Claude Code's
  options.allowedTools = ["Read", "Bash(git *)"]
  options.permissionMode = .dontAsk
  options.maxTurns = 4
  options.workingDirectory = "/srv/repo"
  options.environment = .inherit(removing: ["AWS_*"])
  let review = try await query("Review the last commit.", options: options).text()
  _ = review
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

private func showAnImage(_ bytes: [UInt8]) async throws {
  let prompt = Prompt([.image(bytes, mediaType: "image/png"), .text("What is this?")])
  let answer = try await query(prompt).text()
  _ = answer
}

private func handleErrors(_ options: ClaudeAgentOptions) async {
  do {
    print(try await query("What is 2 + 2?", options: options).text())
  } catch {
    switch error.code {
    case .cliNotFound: print("Install it with `claude-agent install`.")
    case .invalidOptions: for fault in error.faults { print(fault.option, fault.reason) }
    case .rateLimited, .overloaded: print("Try again later.")
    default: print(error.message)  // what happened and what to try
    }
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

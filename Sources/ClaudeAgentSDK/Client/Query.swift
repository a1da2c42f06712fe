/// Asks one question, in a process of its own.
///
/// ```swift
/// for try await message in query("What is 2 + 2?") {
///   if case .assistant(let reply) = message { print(reply.text) }
/// }
/// let answer = try await query("What is 2 + 2?").text()
/// ```
///
/// - Parameters:
///   - prompt: What to ask: text, or blocks of text, images and documents.
///   - options: How.
///   - transport: Where the CLI runs; a child process of this one by default.
/// - Returns: The messages. Nothing is started before the first one is asked for.
public func query(
  _ prompt: Prompt, options: ClaudeAgentOptions = ClaudeAgentOptions(),
  transport: any TransportProvider = ProcessTransportProvider()
) -> MessageStream {
  MessageStream(run: QueryRun(input: .prompt(prompt), options: options, provider: transport))
}

/// Asks a series of questions in one process, each as soon as it comes.
///
/// Prompts that come while a turn runs are queued by the CLI, which may answer several of them in one turn: a result
/// names the prompts it answers. When `prompts` throws, the run goes on with what was sent before.
///
/// - Parameters:
///   - prompts: What to ask.
///   - options: How.
///   - transport: Where the CLI runs; a child process of this one by default.
/// - Returns: The messages. Nothing is started before the first one is asked for.
public func query<Prompts: AsyncSequence & Sendable>(
  _ prompts: Prompts, options: ClaudeAgentOptions = ClaudeAgentOptions(),
  transport: any TransportProvider = ProcessTransportProvider()
) -> MessageStream where Prompts.Element == Prompt {
  let input = QueryRun.Input.prompts { send in
    for try await prompt in prompts { try await send(prompt) }
  }
  return MessageStream(run: QueryRun(input: input, options: options, provider: transport))
}

/// Asks one question whose answer is a value of one of your types, in a process of its own.
///
/// ```swift
/// struct City: Codable {
///   let name: String
///   let population: Int
/// }
/// let city = try await query("What is the largest city of Japan?", as: City.self)
/// ```
///
/// - Parameters:
///   - prompt: What to ask.
///   - type: The type of the answer. Its schema is made from it, unless ``ClaudeAgentOptions/outputFormat`` has one.
///   - options: How.
///   - transport: Where the CLI runs; a child process of this one by default.
/// - Returns: The answer.
/// - Throws: ``ClaudeAgentError/Code/structuredOutputFailed`` when the model has not answered in that form;
///   ``ClaudeAgentError/Code/decodingFailed`` when its answer is no `Output`; ``ClaudeAgentError/Code/noResult``;
///   ``ClaudeAgentError/Code/invalidInput`` for a type that has no schema; what ended the run.
public func query<Output: Decodable>(
  _ prompt: Prompt, as type: Output.Type, options: ClaudeAgentOptions = ClaudeAgentOptions(),
  transport: any TransportProvider = ProcessTransportProvider()
) async throws(ClaudeAgentError) -> Output {
  var options = options
  if options.outputFormat == nil { options.outputFormat = .jsonSchema(try ToolSchema(describing: type).json) }
  return try await query(prompt, options: options, transport: transport).result().decoded(as: type)
}

extension Turn {
  /// Reads to the end of the turn and returns its answer as a value of one of your types. Needs
  /// ``ClaudeAgentOptions/outputFormat``.
  ///
  /// - Parameter type: The type to make.
  /// - Returns: The answer.
  /// - Throws: As ``result()`` and ``ResultMessage/decoded(as:)``.
  public func decoded<Output: Decodable>(as type: Output.Type = Output.self) async throws(ClaudeAgentError) -> Output {
    try await result().decoded(as: type)
  }
}

extension ResultMessage {
  /// The answer in the shape that was asked for, as a value of one of your types (`structured_output`).
  ///
  /// Only what the CLI has checked against the schema counts. When the model has answered in words instead, the CLI
  /// reports a success without a value; that is an error here, even where the words happen to be JSON.
  ///
  /// - Parameter type: The type to make; see ``JSONView/decode(_:)``.
  /// - Returns: The value.
  /// - Throws: The error of a result that is one, which is ``ClaudeAgentError/Code/structuredOutputFailed`` when no
  ///   answer fitted; the same code for an answer in words; ``ClaudeAgentError/Code/decodingFailed`` for a value that is
  ///   no `Output`.
  public func decoded<Output: Decodable>(as type: Output.Type = Output.self) throws(ClaudeAgentError) -> Output {
    if let error { throw error }
    guard let structuredOutput else {
      throw ClaudeAgentError(
        .structuredOutputFailed, detail: "The model has answered in words, and not in the form that was asked for.",
        advice:
          "Set `ClaudeAgentOptions.outputFormat`, and ask for that form in the prompt; the words are in `result`.",
        context: .init { $0.sessionID = sessionID })
    }
    do {
      return try structuredOutput.decode(type)
    } catch {
      throw error.adding { $0.sessionID = sessionID }
    }
  }
}

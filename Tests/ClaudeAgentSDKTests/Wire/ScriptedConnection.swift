import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// A connection to a script, with a clock that the test turns.
struct ScriptedConnection {
  let connection: Connection
  let transport: ScriptedTransport
  let clock = ManualClock()
  let recorder = EventRecorder()
  let stream: FrameStream

  init(
    _ script: Script, needsInput: Bool = false, isSinglePrompt: Bool = true, purpose: Connection.Purpose? = nil,
    handlers: HandlerTable = HandlerTable(), hostEnvironment: [String: String] = [:],
    _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) throws {
    transport = ScriptedTransport(script)
    var options = ClaudeAgentOptions()
    options.observer = recorder
    options.watchdog = nil
    change(&options)
    let group = try LoopGroup.shared()
    connection = Connection(
      options: options, from: .transport(transport, group.acquire(), group),
      purpose: purpose ?? (isSinglePrompt ? .prompt : .prompts), handlers: handlers, needsInput: needsInput,
      hostEnvironment: hostEnvironment, deadlines: clock)
    stream = try #require(connection.inbox.takeStream())
  }

  /// Starts and shakes hands.
  func start() async throws {
    try await connection.start()
    try await connection.shakeHands { InitializeRequest(ClaudeAgentOptions()).writeFields(to: &$0) }
  }

  /// Starts without waiting for the handshake.
  func begin() async throws -> Task<ClaudeAgentError?, Never> {
    try await connection.start()
    return Task { [connection] in
      do throws(ClaudeAgentError) {
        try await connection.shakeHands { InitializeRequest(ClaudeAgentOptions()).writeFields(to: &$0) }
        return nil
      } catch {
        return error
      }
    }
  }

  /// Asks one question.
  func ask(_ text: String) async throws {
    try await connection.send(Prompt(text), sessionID: "")
    connection.promptsEnded(wroteAny: true)
  }

  /// Sends a control request in a task of its own.
  func call(_ subtype: String, timeout: Duration = .seconds(60)) -> Task<ClaudeAgentError?, Never> {
    Task { [connection] in
      do throws(ClaudeAgentError) {
        _ = try await connection.call(subtype, timeout: timeout)
        return nil
      } catch {
        return error
      }
    }
  }

  /// The types of the frames up to the end, with the subtypes of system frames.
  func rest() async -> [String] {
    var types: [String] = []
    while let batch = await stream.nextBatch() {
      for index in 0..<batch.count {
        guard let node = batch.frame(at: index)?.node else { continue }
        types.append(node.string(at: "subtype") ?? node.string(at: "type") ?? "?")
      }
    }
    return types
  }

  /// The answers that the host gave to requests of the script.
  var answers: [JSONObject] {
    transport.sentLines.compactMap { line in
      guard let json = try? JSONValue(parsing: line), json["type"] == "control_response" else { return nil }
      return json["response"]?.object
    }
  }

  func untilSent(_ part: String) async -> Bool {
    await Eventually.holds { transport.sentLines.contains { $0.contains(part) } }
  }
}

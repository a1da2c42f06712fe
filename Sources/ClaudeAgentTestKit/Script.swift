internal import ClaudeAgentSDK

/// What the other side of a ``ScriptedTransport`` says and does, step by step.
///
/// ```swift
/// let script: Script = [.answerInitialize, .awaitPrompt, .initMessage(), .assistant("hello"), .result("hello")]
/// ```
///
/// While a step waits, control requests that it does not wait for are answered with success, unless
/// ``Step/stopAnswering`` came before. A wait that meets the end of the input ends the script, as the real CLI ends
/// then: with exit code 0. So does the end of the input after the last step.
public struct Script: Sendable, ExpressibleByArrayLiteral {
  /// The steps, in order.
  public var steps: [Step]

  /// Makes a script.
  ///
  /// - Parameter steps: What happens, in order.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// Makes a script.
  public init(arrayLiteral elements: Step...) { steps = elements }

  /// A script for a whole run of one prompt: handshake, the answer as one message, a good result.
  ///
  /// - Parameter text: What is answered.
  public static func answering(_ text: String) -> Script {
    [.answerInitialize, .awaitPrompt, .initMessage(), .assistant(text), .result(text)]
  }

  /// One script behind another.
  public static func + (first: Script, second: Script) -> Script { Script(first.steps + second.steps) }

  /// Steps again and again.
  ///
  /// - Parameters:
  ///   - count: How often.
  ///   - script: What.
  public static func repeating(_ count: Int, _ script: Script) -> Script {
    Script((0..<count).flatMap { _ in script.steps })
  }
}

extension Script {
  /// One thing that the other side does.
  public struct Step: Sendable {
    enum Action: Sendable {
      case awaitInitialize
      case awaitLine(containing: String)
      case awaitPrompt
      case awaitEndOfInput
      case answer(String)
      case answerError(String)
      case stopAnswering
      case bytes([UInt8])
      case delay(Duration)
      case refuseInput
      case ignoreClose
      case endFrames
      case end(TransportEnd)
      case stall
    }

    let action: Action
  }
}

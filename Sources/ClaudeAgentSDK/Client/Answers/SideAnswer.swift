internal import FastTransport

/// The answer to a question beside the conversation (`side_question`).
public struct SideAnswer: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The answer; nil when there is none. (`response`)
  public var text: String? { string("response") }

  /// Whether the CLI made it up, such as the words for a failure of the service. (`synthetic`)
  public var isSynthetic: Bool { flag("synthetic") }

  /// What the user is told when another model had to answer (`refusal_fallback.content`).
  public var fallbackNotice: String? { json.node.at("refusal_fallback", "content")?.string }
}

/// A question beside the conversation that was asked before, and its answer.
public struct SideExchange: Hashable, Sendable {
  /// What was asked. (`question`)
  public var question: String
  /// What was answered. (`response`)
  public var answer: String

  /// Makes an exchange.
  ///
  /// - Parameters:
  ///   - question: What was asked.
  ///   - answer: What was answered.
  public init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }

  var json: JSONValue { ["question": .string(question), "response": .string(answer)] }
}

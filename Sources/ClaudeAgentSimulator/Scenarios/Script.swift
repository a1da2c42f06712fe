/// Chooses the answer to each request and remembers how often a step was asked for.
struct Script: Sendable {
  /// What was chosen, and why.
  struct Choice: Sendable {
    var scenario: String?
    var step = 0
    var attempt = 0
    var reply: Reply
  }

  private struct Place: Hashable {
    var run: String
    var scenario: String
    var step: Int
  }

  private let library: ScenarioLibrary
  private var attempts: [Place: Int] = [:]
  private var variables: [String: String] = [:]

  init(library: ScenarioLibrary) {
    self.library = library
  }

  mutating func setVariable(_ name: String, to value: String?) {
    variables[name] = value
  }

  /// - Parameter run: separates the attempt counters of users of one server.
  mutating func answer(to conversation: Conversation, run: String) -> Choice {
    guard let found = place(of: conversation) else {
      return Choice(
        reply: Reply(
          text: Self.reversed(conversation.lastUserText), model: conversation.model,
          identity: "\(run)|\(conversation.lastUserText)"))
    }
    guard let steps = library.steps[found.name] ?? library.steps["_default"] else {
      return Choice(scenario: found.name, step: found.step, reply: Self.unknown(found.name))
    }
    var data = steps[min(found.step, steps.count - 1)]
    var attempt = 0
    if let choices = data["attempts"]?.array, let last = choices.last {
      let place = Place(run: run, scenario: found.name, step: found.step)
      attempt = attempts[place, default: 0]
      attempts[place] = attempt + 1
      data = attempt < choices.count ? choices[attempt] : last
    }
    let substitution = Substitution(variables: variables, conversation: conversation)
    let reply = Reply(
      step: substitution.applied(to: data), model: conversation.model, identity: "\(found.name)|\(found.step)")
    return Choice(scenario: found.name, step: found.step, attempt: attempt, reply: reply)
  }

  private func place(of conversation: Conversation) -> (name: String, step: Int)? {
    if let side = conversation.sideRequest, library.steps[side] != nil { return (side, 0) }
    return conversation.marker
  }

  /// A name that is not there is most likely a slip of the writer, who should read that.
  private static func unknown(_ name: String) -> Reply {
    let error: JSONValue = [
      "status": 400, "type": "invalid_request_error", "message": .string("there is no scenario named \(name)"),
    ]
    return Reply(step: ["error": error], model: nil, identity: name)
  }

  /// The words of a text in reverse order: an answer that only this text can have had.
  static func reversed(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).reversed()
    return words.isEmpty ? "ok" : words.joined(separator: " ")
  }
}

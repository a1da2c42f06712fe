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
    guard let found = place(of: conversation), let steps = library.steps[found.name], !steps.isEmpty else {
      return Choice(
        reply: Reply(
          text: Self.reversed(conversation.lastUserText), model: conversation.model,
          identity: "\(run)|\(conversation.lastUserText)"))
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
    if let marker = conversation.marker, library.steps[marker.name] != nil { return marker }
    return library.steps["_default"] == nil ? nil : ("_default", 0)
  }

  /// The words of a text in reverse order: an answer that only this text can have had.
  static func reversed(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).reversed()
    return words.isEmpty ? "ok" : words.joined(separator: " ")
  }
}

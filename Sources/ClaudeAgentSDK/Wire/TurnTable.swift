internal import FastTransport

/// Which prompts of a conversation are still open, and which frame ends each. Pure, but for the objects it marks.
///
/// A prompt is named by its `uuid`. Queued prompts are merged by the CLI, so one result may end several turns, and turns
/// that nobody asked for (a background agent's report) end none. Every frame that may end a turn is counted, here and by
/// the reader, so that both speak of the same frame by its number.
struct TurnTable {
  /// How many prompts may be open at once.
  static let limit = 1024

  /// The oldest first.
  private var open: [TurnState] = []
  /// Ids that callers have chosen, the latest of them: the CLI passes over a prompt whose id it has seen.
  private var chosen: [String] = []
  static let chosenLimit = 1024
  /// How many frames have come that may end a turn.
  private(set) var endings = 0

  init() {}

  /// A table for a conversation that goes on over another connection: its readers go on counting.
  init(continuing other: TurnTable) {
    chosen = other.chosen
    endings = other.endings
  }

  /// How many prompts are open.
  var count: Int { open.count }

  enum Addition: Equatable { case added, full, repeated }

  /// A prompt is about to be written.
  ///
  /// - Parameter isChosen: The caller has chosen the id, so it may have been used before.
  mutating func add(_ turn: TurnState, isChosen: Bool = false) -> Addition {
    guard open.count < Self.limit else { return .full }
    if isChosen {
      guard !chosen.contains(turn.uuid) else { return .repeated }
      if chosen.count == Self.chosenLimit { chosen.removeFirst() }
      chosen.append(turn.uuid)
    }
    open.append(turn)
    return .added
  }

  /// The prompt could not be written.
  mutating func remove(_ turn: TurnState) {
    open.removeAll { $0 === turn }
    // The CLI has not seen the id, so it may be used again.
    chosen.removeAll { $0 == turn.uuid }
  }

  /// A result has come.
  mutating func result(_ result: ResultMessage) {
    endings += 1
    guard !open.isEmpty else { return }
    // A set, since both lists may be long.
    var named = Set(result.userMessageUUIDs)
    if let one = result.userMessageUUID { named.insert(one) }
    if !named.isEmpty {
      end(result) { named.contains($0.uuid) }
    } else if result.json.node.at("user_message_uuids") == nil, result.origin?.kind ?? .human == .human {
      // A CLI that names no prompts answers them in order.
      let oldest = open[0]
      end(result) { $0 === oldest }
    }
  }

  /// News of a prompt (`command_lifecycle`).
  mutating func lifecycle(_ news: CommandLifecycle) {
    endings += 1
    guard let state = news.state, Self.final.contains(state) else { return }
    end(nil) { $0.uuid == news.commandUUID }
  }

  private static let final: Set<CommandLifecycle.State> = [.completed, .cancelled, .discarded, .refused]

  private mutating func end(_ result: ResultMessage?, where isMeant: (TurnState) -> Bool) {
    open.removeAll { turn in
      guard isMeant(turn) else { return false }
      // A copy: the result outlives the slab it came in.
      turn.end(at: endings, with: result?.copy())
      return true
    }
  }
}

private import Synchronization

/// One prompt of a conversation, from its writing to the frame that ends its turn.
final class TurnState: @unchecked Sendable {
  // Sendable: `result` is written by the loop before `ending` is stored, and read by others after they have loaded it.

  /// The prompt's id.
  let uuid: String
  /// The number of the frame that ends the turn; 0 while it is open. Stored once by the loop with release, so that
  /// `result` is seen; loaded with acquire.
  private let ending = Atomic<Int>(0)
  private var outcome: ResultMessage?

  /// - Parameter startsTurn: False for a prompt that only joins a later one: there is no turn to wait for.
  init(uuid: String, startsTurn: Bool = true) {
    self.uuid = uuid
    if !startsTurn { ending.store(-1, ordering: .relaxed) }
  }

  /// The turn ends with this frame.
  func end(at number: Int, with result: ResultMessage?) {
    outcome = result
    ending.store(number, ordering: .releasing)
  }

  /// The result that ended the turn; nil while it is open, and for a prompt that was dropped.
  var result: ResultMessage? { ending.load(ordering: .acquiring) == 0 ? nil : outcome }

  /// Whether the turn has ended for a reader that has read so many frames of the kinds that may end one.
  func hasEnded(behind count: Int) -> Bool {
    let number = ending.load(ordering: .acquiring)
    return number != 0 && number <= count
  }

  /// Whether the loop has seen the end.
  var hasEnded: Bool { ending.load(ordering: .acquiring) != 0 }
}

/// Numbers for the names in a transcript: ids of entries, responses, calls and writers.
///
/// A name is kept as 128 bits of its hash, so that a million names take little memory whatever they are.
struct EntryNames {
  private struct Name: Hashable {
    let high: Int
    let low: Int

    init(_ text: String) {
      var (first, second) = (Hasher(), Hasher())
      first.combine(text)
      second.combine(1)
      second.combine(text)
      (high, low) = (first.finalize(), second.finalize())
    }
  }

  private var numbers: [Name: Int32] = [:]

  /// The number of a name, the same one each time; `ConversationGraph.none` for no name.
  mutating func number(_ text: String?) -> Int32 {
    guard let text else { return ConversationGraph.none }
    let next = Int32(truncatingIfNeeded: numbers.count)
    let name = Name(text)
    if let known = numbers[name] { return known }
    numbers[name] = next
    return next
  }
}

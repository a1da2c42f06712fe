/// How the entries of a transcript hang together, without their contents.
///
/// A transcript is a tree that was written down as it grew: prompts that were edited and tools that ran side by side
/// fork it. A conversation is the way from its latest leaf to its root, and the branches of parallel tools beside that
/// way. Names are numbers here, given out by the reader: `none` where there is no name.
struct ConversationGraph {
  static let none: Int32 = -1

  struct Entry {
    /// The entry's own name.
    var id: Int32
    /// Its predecessor's name.
    var parent = ConversationGraph.none
    /// The name of the response of the API that an assistant's entry is a part of.
    var response = ConversationGraph.none
    /// The assistant's entry whose call a result answers, as the CLI says.
    var source = ConversationGraph.none
    /// Who wrote it: the main agent or one of its subagents.
    var writer: Int32 = 0
    /// The tool calls that it makes or answers, as a part of `calls`.
    var calls: Range<Int32> = 0..<0
    var flags: Flags = []
  }

  struct Flags: OptionSet {
    let rawValue: UInt8

    static let user = Flags(rawValue: 1)
    static let assistant = Flags(rawValue: 2)
    static let isSidechain = Flags(rawValue: 4)
    static let isMeta = Flags(rawValue: 8)
    static let isTeam = Flags(rawValue: 16)
    /// It answers a tool call and has a predecessor.
    static let isToolResult = Flags(rawValue: 32)
    static let spoken: Flags = [.user, .assistant]
    static let aside: Flags = [.isSidechain, .isMeta, .isTeam]
  }

  private(set) var entries: [Entry] = []
  private(set) var calls: [Int32] = []
  /// The latest entry of each name.
  private var latest: [Int32] = []
  /// Whether a name is anybody's predecessor.
  private var isParent: [Bool] = []

  /// Adds an entry, in the order of the file.
  mutating func add(_ entry: Entry, calls ids: [Int32] = []) {
    var entry = entry
    let start = Int32(truncatingIfNeeded: calls.count)
    calls += ids
    entry.calls = start..<Int32(truncatingIfNeeded: calls.count)
    let top = Int(max(entry.id, entry.parent)) + 1
    if latest.count < top {
      latest += Array(repeating: Self.none, count: top - latest.count)
      isParent += Array(repeating: false, count: top - isParent.count)
    }
    latest[Int(entry.id)] = Int32(truncatingIfNeeded: entries.count)
    if entry.parent >= 0 { isParent[Int(entry.parent)] = true }
    entries.append(entry)
  }

  /// The latest entry of a name.
  func entry(named name: Int32) -> Int? {
    guard name >= 0, Int(name) < latest.count, latest[Int(name)] >= 0 else { return nil }
    return Int(latest[Int(name)])
  }

  /// The entry before this one.
  func parent(of entry: Int) -> Int? { self.entry(named: entries[entry].parent) }

  /// The conversation, from its root: what is seen of it, and what is not.
  ///
  /// - Parameter timestamp: When an entry was written, as it says itself; asked for branches beside the way.
  func conversation(timestamp: (Int) -> String) -> [Int] {
    guard let leaf = leaf() else { return [] }
    var way: [Int] = []
    var seen = Set<Int32>()
    var next: Int? = leaf
    while let entry = next, seen.insert(entries[entry].id).inserted {
      way.append(entry)
      next = parent(of: entry)
    }
    way.reverse()
    var branches = ParallelBranches(self, way: way, seen: seen)
    return branches.recovered(timestamp)
  }

  /// The latest entry that somebody said and nobody went on from; one of the main agent if there is any.
  private func leaf() -> Int? {
    var best: (any: Leaf?, main: Leaf?) = (nil, nil)
    // An entry without a successor leads to what was last said before it. Ways run together: each is walked once.
    var walked = Set<Int>()
    for terminal in entries.indices where !isParent[Int(entries[terminal].id)] {
      var next: Int? = terminal
      while let entry = next {
        if entries[entry].flags.isDisjoint(with: .spoken) {
          guard walked.insert(entry).inserted else { break }
          next = parent(of: entry)
          continue
        }
        // Of entries with the same name the first one is the leaf, where the last one stands.
        let leaf = Leaf(entry: entry, place: self.entry(named: entries[entry].id) ?? entry)
        if leaf.isBehind(best.any) { best.any = leaf }
        if entries[entry].flags.isDisjoint(with: .aside), leaf.isBehind(best.main) { best.main = leaf }
        break
      }
    }
    return (best.main ?? best.any)?.entry
  }

  private struct Leaf {
    let entry: Int
    let place: Int

    func isBehind(_ other: Leaf?) -> Bool { other.map { $0.place < place } ?? true }
  }

  /// Whether an entry is a message of the conversation.
  func isVisible(_ entry: Int) -> Bool {
    let flags = entries[entry].flags
    return !flags.isDisjoint(with: .spoken) && flags.isDisjoint(with: .aside)
  }
}

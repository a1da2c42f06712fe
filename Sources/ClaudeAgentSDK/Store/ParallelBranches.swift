/// The tool calls and results that the way from a leaf to its root leaves out.
///
/// The CLI writes an entry for each block of a response, and each result hangs on the entry of its own call. When
/// several tools ran side by side, the way goes through one of the results only; the others are put back behind the
/// last entry of their response that is on the way.
struct ParallelBranches {
  private let graph: ConversationGraph
  private let way: [Int]
  /// The names of what is on the way or put back.
  private var seen: Set<Int32>
  /// The entries of each response that is on the way.
  private var parts: [Int32: [Int]] = [:]
  /// In which order the names first came.
  private var order: [Int32: Int] = [:]
  /// Who makes a call; nil when two responses claim it.
  private var owners: [Int32: Int?] = [:]
  /// The results that may belong to an assistant's entry, by its name.
  private var results: [Int32: [Int]] = [:]

  init(_ graph: ConversationGraph, way: [Int], seen: Set<Int32>) {
    self.graph = graph
    self.way = way
    self.seen = seen
  }

  mutating func recovered(_ timestamp: (Int) -> String) -> [Int] {
    var anchors: [Int32: Int] = [:]
    var responses: [Int32] = []
    for entry in way where graph.entries[entry].response >= 0 {
      let response = graph.entries[entry].response
      if anchors.updateValue(entry, forKey: response) == nil { responses.append(response) }
    }
    guard !anchors.isEmpty else { return way }
    sort()
    var inserts: [Int: [Int]] = [:]
    for response in responses {
      guard let anchor = anchors[response] else { continue }
      let found = recovered(of: response, timestamp)
      if !found.isEmpty { inserts[anchor] = found }
    }
    guard !inserts.isEmpty else { return way }
    return way.flatMap { [$0] + (inserts[$0] ?? []) }
  }

  /// What there is of each name, in the order in which the names first came; the latest entry counts.
  private mutating func sort() {
    var toolResults: [Int] = []
    for first in graph.entries where order[first.id] == nil {
      order[first.id] = order.count
      guard let place = graph.entry(named: first.id) else { continue }
      let entry = graph.entries[place]
      if entry.response >= 0 {
        parts[entry.response, default: []].append(place)
        for call in calls(of: place) { claim(call, place) }
      } else if entry.flags.contains(.isToolResult) {
        toolResults.append(place)
      }
    }
    for result in toolResults {
      let entry = graph.entries[result]
      results[entry.parent, default: []].append(result)
      if let source = graph.entry(named: entry.source), graph.entries[source].writer == entry.writer {
        results[entry.source, default: []].append(result)
      }
      for call in calls(of: result) {
        guard let owner = owners[call] ?? nil, graph.entries[owner].writer == entry.writer else { continue }
        results[graph.entries[owner].id, default: []].append(result)
      }
    }
  }

  private mutating func claim(_ call: Int32, _ entry: Int) {
    guard let claimed = owners[call] else {
      owners[call] = .some(entry)
      return
    }
    let isSame = claimed.map { graph.entries[$0].response == graph.entries[entry].response } ?? false
    owners[call] = .some(isSame ? entry : nil)
  }

  private func calls(of entry: Int) -> ArraySlice<Int32> {
    let range = graph.entries[entry].calls
    return graph.calls[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// What is missing of one response: its other entries, then the results, each by their time.
  private mutating func recovered(of response: Int32, _ timestamp: (Int) -> String) -> [Int] {
    let group = parts[response] ?? []
    let members = Set(group.map { graph.entries[$0].id })
    let siblings = group.filter { !seen.contains(graph.entries[$0].id) }
    var own: [Int] = []
    var strays: [Int] = []
    var collected = Set<Int32>()
    for member in group {
      for result in results[graph.entries[member].id] ?? [] {
        let entry = graph.entries[result]
        guard !seen.contains(entry.id), collected.insert(entry.id).inserted else { continue }
        if members.contains(entry.parent) { own.append(result) } else { strays.append(result) }
      }
    }
    own += adopted(strays, beside: own, members)
    let found = byTime(siblings, timestamp) + byTime(own, timestamp)
    for entry in found { seen.insert(graph.entries[entry].id) }
    return found
  }

  /// Of results that hang elsewhere, those that answer a call which nobody has answered.
  private func adopted(_ strays: [Int], beside own: [Int], _ members: Set<Int32>) -> [Int] {
    guard !strays.isEmpty else { return [] }
    var answered = Set<Int32>()
    for entry in way + own where graph.entries[entry].response < 0 { answered.formUnion(calls(of: entry)) }
    let sorted = strays.sorted { order[graph.entries[$0].id, default: 0] < order[graph.entries[$1].id, default: 0] }
    return sorted.filter { result in
      let isAwaited = calls(of: result).contains { call in
        guard !answered.contains(call), let owner = owners[call] ?? nil else { return false }
        return members.contains(graph.entries[owner].id)
      }
      if isAwaited { answered.formUnion(calls(of: result)) }
      return isAwaited
    }
  }

  private func byTime(_ entries: [Int], _ timestamp: (Int) -> String) -> [Int] {
    guard entries.count > 1 else { return entries }
    return entries.map { (timestamp($0), $0) }.enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }.map(\.element.1)
  }
}

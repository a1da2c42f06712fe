/// Values by name, of which only so many are kept: the one that came first goes first.
struct RecentMap<Value: Sendable>: Sendable {
  /// How many are kept.
  let limit: Int
  private var values: [String: Value] = [:]
  /// The names in the order in which they came, from `oldest` on around.
  private var names: [String] = []
  private var oldest = 0

  init(limit: Int) { self.limit = max(1, limit) }

  var count: Int { values.count }

  /// All that are kept, the oldest first.
  var entries: [(key: String, value: Value)] {
    (names[oldest...] + names[..<oldest]).compactMap { name in values[name].map { (name, $0) } }
  }

  subscript(name: String) -> Value? { values[name] }

  /// Sets a value; the oldest makes room for a new name.
  mutating func set(_ name: String, _ value: Value) {
    guard values.updateValue(value, forKey: name) == nil else { return }
    if names.count < limit { return names.append(name) }
    values[names[oldest]] = nil
    names[oldest] = name
    oldest = (oldest + 1) % limit
  }
}

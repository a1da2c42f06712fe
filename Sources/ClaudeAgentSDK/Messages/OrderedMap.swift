/// Values by name, in the order in which the names were first set. A name stands once.
///
/// JSON objects, environment-like settings and named servers need both the order (for stable command lines and
/// readable JSON) and the look-up. Small maps are searched; from some size on an index of the names is kept.
public struct OrderedMap<Value> {
  /// One name and its value.
  public typealias Element = (key: String, value: Value)

  private var entries: [Element] = []
  /// Where each name stands; empty while the map is small enough to be searched.
  private var index: [String: Int] = [:]
  private static var largestSearched: Int { 16 }

  /// Makes an empty map.
  public init() {}

  /// Makes a map from pairs; of equal names the last value wins, at the place of the first.
  ///
  /// - Parameter pairs: Names and values.
  public init(_ pairs: some Sequence<Element>) {
    for pair in pairs { self[pair.key] = pair.value }
  }

  /// The names, in order.
  public var keys: [String] { entries.map(\.key) }

  /// The values, in order.
  public var values: [Value] { entries.map(\.value) }

  /// The value of a name. Setting nil removes the name; setting a new name puts it last.
  ///
  /// - Parameter key: The name.
  public subscript(key: String) -> Value? {
    get { position(of: key).map { entries[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?):
        entries[position].value = value
      case (let position?, nil):
        entries.remove(at: position)
        rebuildIndex()
      case (nil, let value?):
        entries.append((key, value))
        if !index.isEmpty {
          index[key] = entries.count - 1
        } else if entries.count > Self.largestSearched {
          rebuildIndex()
        }
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    index.isEmpty ? entries.firstIndex { $0.key == key } : index[key]
  }

  private mutating func rebuildIndex() {
    index.removeAll(keepingCapacity: true)
    guard entries.count > Self.largestSearched else { return }
    for (position, entry) in entries.enumerated() { index[entry.key] = position }
  }
}

extension OrderedMap: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { 0 }
  /// The position behind the last pair.
  public var endIndex: Int { entries.count }
  /// The pair at a position.
  ///
  /// - Parameter position: From 0 to one less than `count`.
  public subscript(position: Int) -> Element { entries[position] }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// Makes a map from a literal; of equal names the last value wins.
  ///
  /// - Parameter elements: Names and values.
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension OrderedMap: Sendable where Value: Sendable {}

/// Two maps are equal when they hold the same values under the same names, in any order, as JSON objects are.
extension OrderedMap: Equatable where Value: Equatable {
  /// Whether both hold the same values under the same names.
  public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }
}

extension OrderedMap: Hashable where Value: Hashable {
  /// Feeds the hasher with something that does not depend on the order.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) {
    var mixed = 0
    for (key, value) in entries {
      var one = Hasher()
      one.combine(key)
      one.combine(value)
      mixed ^= one.finalize()
    }
    hasher.combine(count)
    hasher.combine(mixed)
  }
}

/// Our requests that wait for their answers: a table of fixed size, found by the id that the answer bears.
///
/// An id names its place in the table and a serial number, `req_<serial>_<place>`: an answer that comes late, twice or
/// out of nowhere finds a place that is empty or belongs to somebody else, and nobody is disturbed.
struct CallTable<Call> {
  /// How many requests may wait at once.
  static var limit: Int { 256 }

  private struct Entry {
    let serial: Int
    let call: Call
  }

  /// Grows as it is needed, so that an idle connection holds nothing.
  private var entries: [Entry?] = []
  private var free: [Int] = []
  private var serial = 0

  /// How many wait.
  private(set) var count = 0

  /// Puts a request in, made with the id that it will bear.
  ///
  /// - Returns: Its id, or nil when the table is full.
  mutating func add(_ make: (String) -> Call) -> String? {
    guard count < Self.limit else { return nil }
    let place = free.popLast() ?? entries.count
    if place == entries.count { entries.append(nil) }
    serial += 1
    let id = "req_\(serial)_\(place)"
    entries[place] = Entry(serial: serial, call: make(id))
    count += 1
    return id
  }

  /// Takes the request with this id out; nil for an id that nobody waits for.
  mutating func remove(_ id: String) -> Call? {
    let parts = id.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard parts.count == 3, let place = Int(Substring(parts[2])), entries.indices.contains(place),
      let entry = entries[place], id == "req_\(entry.serial)_\(place)"
    else { return nil }
    entries[place] = nil
    free.append(place)
    count -= 1
    return entry.call
  }

  /// Takes all out, the oldest first.
  mutating func removeAll() -> [Call] {
    let all = entries.compactMap(\.self).sorted { $0.serial < $1.serial }.map(\.call)
    entries = []
    free = []
    count = 0
    return all
  }
}

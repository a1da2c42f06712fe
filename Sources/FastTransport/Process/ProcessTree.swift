internal import CSpawn

/// A child and what it started: found while the child lives, remembered by start time after it has gone.
struct ProcessTree {
  /// More than this many descendants are not followed; the sweep runs again and finds the rest.
  private static let mostListed = 2048

  let root: Int32
  let startTime: UInt64
  private var listed: [cspawn_process] = []

  init(root: Int32, startTime: UInt64) {
    self.root = root
    self.startTime = startTime
  }

  /// Looks for descendants and remembers them. Reads the process table: some milliseconds on a busy machine.
  mutating func collect() {
    var found = [cspawn_process](repeating: cspawn_process(), count: Self.mostListed)
    let count = unsafe found.withUnsafeMutableBufferPointer { found in
      // Safe: the call writes at most `mostListed` entries.
      unsafe cspawn_list_descendants(root, startTime, found.baseAddress!, Self.mostListed)
    }
    let new = found.prefix(count)
    // What is remembered and not found has lost its parents, or has ended, which the start time tells later.
    let known = listed.filter { old in !new.contains { $0.pid == old.pid && $0.start_time == old.start_time } }
    listed = Array((new + known).prefix(Self.mostListed))
  }

  /// Signals what has been collected and still lives, and says how many there were; 0 only counts.
  @discardableResult
  func signalCollected(_ number: Int32) -> Int {
    guard !listed.isEmpty else { return 0 }
    // Safe: the array outlives the call.
    return unsafe cspawn_signal_listed(listed, listed.count, number)
  }

  /// The pids collected so far.
  var collected: [Int32] { listed.map(\.pid) }
}

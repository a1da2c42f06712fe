import Foundation
import Synchronization

/// Counts over the whole run of the tests, said in the last line of the output.
enum WireTally {
  private struct Counts {
    var recordings: Set<String> = []
    var lines: [String: Int] = [:]
    var differences = 0
  }

  private static let counts: Mutex<Counts> = {
    atexit { WireTally.report() }
    return Mutex(Counts())
  }()

  /// Counts a recording. Its lines count once, however many ways they are read in.
  static func add(_ recording: String, lines: Int, differences: Int) {
    counts.withLock {
      $0.recordings.insert(recording)
      $0.lines[recording] = lines
      $0.differences += differences
    }
  }

  private static func report() {
    counts.withLock {
      let lines = $0.lines.values.reduce(0, +)
      print("wire: \($0.recordings.count) recordings, \(lines) lines, \($0.differences) differences")
    }
  }
}

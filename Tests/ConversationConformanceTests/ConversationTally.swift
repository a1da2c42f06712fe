import Foundation
import RecordingSupport
import Synchronization

/// Counts over the whole run of the tests, said in the last lines of the output.
enum ConversationTally {
  private struct Counts {
    var played: Set<String> = []
    var raw: Set<String> = []
    var unlisted = 0
  }

  private static let counts: Mutex<Counts> = {
    atexit { ConversationTally.report() }
    return Mutex(Counts())
  }()

  static func add(_ scenario: Scenario, unlisted: Int) {
    counts.withLock {
      if scenario.isRaw { $0.raw.insert(scenario.name) } else { $0.played.insert(scenario.name) }
      $0.unlisted += unlisted
    }
  }

  private static func report() {
    counts.withLock {
      if !$0.raw.isEmpty {
        let names = $0.raw.sorted().joined(separator: ", ")
        print("conversation: \($0.raw.count) raw scenarios are driven by lines, not through an API: \(names)")
      }
      print("conversation: \($0.played.count + $0.raw.count) scenarios, \($0.unlisted) unlisted differences")
    }
  }
}

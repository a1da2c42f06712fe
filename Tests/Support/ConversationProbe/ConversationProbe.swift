import RecordingSupport

/// Plays recorded conversations in a process of its own.
///
///     conversation-probe play SCENARIO|all whole|turns   prints a line for each difference
///     conversation-probe sweep POINTS PIECE/PIECES       cancels at so many places; prints a line of JSON
@main
struct ConversationProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      return print("usage: conversation-probe play SCENARIO WAY | sweep POINTS PIECE/PIECES")
    }
    switch arguments[1] {
    case "sweep":
      let pieces = arguments[3].split(separator: "/").compactMap { Int($0) }
      guard let count = Int(arguments[2]), pieces.count == 2, pieces[1] > 0 else { return }
      print(try await Sweep.report(count, piece: pieces[0], of: pieces[1]))
    default:
      for recording in WireCorpus.recordings where [recording.name, "all"].contains(arguments[2]) {
        for difference in try await Scenario(recording).differences(ReadingWay(rawValue: arguments[3]) ?? .whole) {
          print("\(recording.name) | \(difference.id) | \(difference.detail.prefix(400))")
        }
      }
    }
  }
}

import FastTransport

/// A driver for `stages.py`: one stage of the hot path over one file of recorded lines, without a process or a pipe.
///
/// Prints the time of a message and a check, which must be the same for everybody who does the stage's work.
@main
struct StageDriver {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rounds = Int(arguments[3]), rounds > 0 else { return usage() }
    let stage = arguments[1]
    let corpus = try Corpus(path: arguments[2])
    let lines = corpus.frames.count
    let result: (nanoseconds: Double, check: Int)
    switch stage {
    case "scan":
      // One for all rounds: a corpus ends with a line, and the slabs are used again as in a connection.
      var feed = LineFeed(classifier: Corpus.classifier)
      result = try await timed(lines, rounds) { try scan(corpus, &feed) }
    case "index": result = try await timed(lines, rounds) { index(corpus) }
    case "view": result = try await timed(lines, rounds) { view(corpus) }
    case "handoff":
      let loop = try EventLoop()
      defer { loop.stop() }
      result = try await timed(lines * passes, rounds) { await handOff(corpus, on: loop) / passes }
    case "writer":
      let texts = corpus.textsToWrite()
      result = try await timed(lines, rounds) { write(texts) }
    case "foundation":
      let data = corpus.lines.map(FoundationStage.data)
      result = try await timed(lines, rounds) { try FoundationStage.view(data) }
    default: return usage()
    }
    // Foundation does what `view` does.
    let isFoundation = stage == "foundation"
    print(
      """
      {"stage":"\(isFoundation ? "view" : stage)","name":"\(isFoundation ? "foundation" : "swift")",\
      "n":\(lines),"ns_per_message":\(result.nanoseconds),"check":\(result.check)}
      """)
  }

  private static func usage() {
    print("usage: stage-driver scan|index|view|handoff|writer|foundation CORPUS_FILE ROUNDS")
  }

  /// How often the corpus passes in one round of the hand-off, so that its start does not count.
  static let passes = 20

  /// The median of the rounds, behind one that warms up. `round` works on so many lines and returns the check.
  private static func timed(
    _ lines: Int, _ rounds: Int, _ round: () async throws -> Int
  ) async throws -> (nanoseconds: Double, check: Int) {
    var check = try await round()
    var taken: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      let began = clock.now
      check = try await round()
      taken.append((clock.now - began) / .nanoseconds(1))
    }
    taken.sort()
    return (taken[rounds / 2] / Double(lines), check)
  }
}

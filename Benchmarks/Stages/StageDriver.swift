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
    let result: (nanoseconds: Double, check: Int)
    switch stage {
    case "scan":
      // One for all rounds: a corpus ends with a line, and the slabs are used again as in a connection.
      var feed = LineFeed(classifier: Corpus.classifier)
      result = try timed(corpus, rounds) { try scan(corpus, &feed) }
    case "index": result = timed(corpus, rounds) { index(corpus) }
    case "view": result = timed(corpus, rounds) { view(corpus) }
    case "handoff": result = try await handOff(corpus, rounds)
    case "writer":
      let texts = corpus.textsToWrite()
      result = timed(corpus, rounds) { write(texts) }
    case "foundation":
      let lines = corpus.lines.map(FoundationStage.data)
      result = try timed(corpus, rounds) { try FoundationStage.view(lines) }
    default: return usage()
    }
    // Foundation does what `view` does.
    let isFoundation = stage == "foundation"
    print(
      """
      {"stage":"\(isFoundation ? "view" : stage)","name":"\(isFoundation ? "foundation" : "swift")",\
      "n":\(corpus.frames.count),"ns_per_message":\(result.nanoseconds),"check":\(result.check)}
      """)
  }

  private static func usage() {
    print("usage: stage-driver scan|index|view|handoff|writer|foundation CORPUS_FILE ROUNDS")
  }

  /// The median of the rounds, behind one that warms up. `round` returns the check.
  private static func timed<Failure: Error>(
    _ corpus: Corpus, _ rounds: Int, _ round: () throws(Failure) -> Int
  ) throws(Failure) -> (Double, Int) {
    var check = try round()
    var taken: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      let began = clock.now
      check = try round()
      taken.append((clock.now - began) / .nanoseconds(1))
    }
    taken.sort()
    return (taken[rounds / 2] / Double(corpus.frames.count), check)
  }
}

import ClaudeAgentSDK

/// Compares what a session wrote to its CLI with what the recorded host wrote.
struct TranscriptCheck {
  private struct Lines {
    /// By subtype, in order.
    var requests: [String: [JSONValue]] = [:]
    /// By request.
    var answers: [String: [JSONValue]] = [:]
    var prompts: [JSONValue] = []
    var others: [JSONValue] = []

    init(_ lines: [[UInt8]]) {
      for bytes in lines {
        guard let line = JSONView(copying: bytes)?.value else { continue }
        switch line["type"]?.string {
        case "control_request":
          requests[line["request"]?["subtype"]?.string ?? "", default: []].append(line["request"] ?? .null)
        case "control_response":
          answers[line["response"]?["request_id"]?.string ?? "", default: []].append(line["response"] ?? .null)
        case "user": prompts.append(line)
        default: others.append(line)
        }
      }
    }
  }

  private let ours: Lines
  private let theirs: Lines
  private let requests: RecordedRequests

  init(ours: [[UInt8]], run: WireRun, requests: RecordedRequests) throws {
    self.ours = Lines(ours)
    theirs = Lines(try run.lines("stdin.ndjson"))
    self.requests = requests
  }

  func differences() -> [Difference] {
    var differences = answerDifferences()
    for subtype in Set(ours.requests.keys).union(theirs.requests.keys).sorted() {
      differences += Self.pairs(ours.requests[subtype] ?? [], theirs.requests[subtype] ?? [], at: "request \(subtype)")
    }
    differences += Self.pairs(ours.prompts, theirs.prompts, at: "prompt")
    differences += Self.pairs(ours.others, theirs.others, at: "line")
    return differences
  }

  private static func pairs(_ ours: [JSONValue], _ theirs: [JSONValue], at place: String) -> [Difference] {
    (0..<max(ours.count, theirs.count)).flatMap { index -> [Difference] in
      let our = index < ours.count ? Optional(ours[index]) : Optional.none
      let their = index < theirs.count ? Optional(theirs[index]) : Optional.none
      guard let our else { return [Difference("\(place) \(index + 1) missing", their?.serialized() ?? "")] }
      guard let their else { return [Difference("\(place) \(index + 1) added", our.serialized())] }
      return Difference.between(our, their, at: "\(place) \(index + 1)")
    }
  }

  private func answerDifferences() -> [Difference] {
    var differences: [Difference] = []
    var counts: [String: Int] = [:]
    var known: Set<String> = []
    for request in requests.all {
      known.insert(request.id)
      counts[request.key, default: 0] += 1
      let place = "answer to \(request.key) \(counts[request.key, default: 0])"
      let (ours, theirs) = (ours.answers[request.id] ?? [], theirs.answers[request.id] ?? [])
      if let our = ours.first, let their = theirs.first {
        if our["subtype"] != their["subtype"] {
          let (our, their) = (Self.word(our), Self.word(their))
          differences.append(Difference("\(place): \(their) became \(our)", ours[0].serialized()))
        } else if request.isRefusedCall, our["response"]?["mcp_response"]?["result"]?["isError"] == true {
          // Two checks of one schema, each in its own words.
          if our != their { differences.append(Difference("\(place): words of a refusal changed", our.serialized())) }
        } else {
          differences += Difference.between(our, their, at: place)
        }
      } else if ours.count != theirs.count {
        differences.append(
          Difference("\(place) \(ours.isEmpty ? "missing" : "added")", (ours + theirs)[0].serialized()))
      }
      if ours.count > 1 { differences.append(Difference("\(place) given twice", ours[1].serialized())) }
    }
    for (id, answers) in ours.answers.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      differences.append(Difference("answer to nothing", answers[0].serialized()))
    }
    return differences
  }

  /// What an answer says, in a word.
  private static func word(_ answer: JSONValue) -> String {
    guard answer["subtype"] == "success" else { return "error" }
    let payload = answer["response"]
    let specific = payload?["hookSpecificOutput"]
    let words = [
      payload?["behavior"], payload?["action"], payload?["decision"], specific?["permissionDecision"],
      specific?["decision"]?["behavior"],
    ]
    let word = words.lazy.compactMap { $0?.string }.first ?? "success"
    return word == "block" ? "deny" : word
  }
}

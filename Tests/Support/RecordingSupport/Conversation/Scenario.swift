package import ClaudeAgentSDK

/// What the caller of the official SDK did and saw in one scenario (`sdk.ndjson`).
package struct Scenario: Sendable {
  package let recording: WireRecording
  /// Its queries and clients, in order.
  package private(set) var sessions: [RecordedSession] = []
  /// How many processes were driven by lines, in a way that no query could have written them.
  package private(set) var rawPartCount = 0

  package var name: String { recording.name }

  /// Whether nothing in it can go through an API.
  package var isRaw: Bool { sessions.isEmpty }

  package init(_ recording: WireRecording) throws {
    self.recording = recording
    let runs = recording.runs
    let events = try recording.events()
    var runCount = 0
    // Each session begins with its options, each raw part with the start of its process.
    let starts = events.indices.filter { ["options", "spawn"].contains(events[$0]["event"]?.string) }
    for (start, end) in zip(starts, starts.dropFirst() + [events.count]) {
      if events[start]["event"] == "spawn" {
        let run = runs.indices.contains(runCount) ? runs[runCount] : nil
        runCount += 1
        if let session = try RecordedSession(number: sessions.count + 1, raw: events[start..<end], run) {
          sessions.append(session)
        } else {
          rawPartCount += 1
        }
        continue
      }
      var session = RecordedSession(number: sessions.count + 1, events: events[start..<end])
      if session.hasProcess {
        session.run = runs.indices.contains(runCount) ? runs[runCount] : nil
        runCount += 1
      }
      sessions.append(session)
    }
  }
}

extension WireRecording {
  /// The lines of `sdk.ndjson`; none for a recording without it.
  fileprivate func events() throws -> [JSONValue] {
    let run = WireRun(name: name, folder: folder)
    return try run.lines("sdk.ndjson").map { try JSONValue(parsing: $0) }
  }
}

/// One query, or one client, of a recorded caller.
package struct RecordedSession: Sendable {
  /// Its place in the scenario, from 1.
  package let number: Int
  /// The process it started; nil for one that did not come so far.
  package fileprivate(set) var run: WireRun?
  package let options: JSONObject
  /// The callbacks that were set beside the options, such as `can_use_tool`.
  package let callables: [String]
  /// Whether it was a client.
  package let isClient: Bool
  /// What the caller did, in order.
  package private(set) var steps: [RecordedStep] = []
  /// How it ended, when with an exception.
  package private(set) var exception: JSONObject?
  /// The prompt of a query, as far as the caller noted it.
  package private(set) var promptText: String?
  /// What permission callbacks were told, in order.
  package private(set) var permissionCalls: [JSONValue] = []

  init(number: Int, events: ArraySlice<JSONValue>) {
    self.number = number
    options = events.first?["options"]?.object ?? [:]
    callables = events.first?["callables"]?.array?.compactMap(\.string) ?? []
    isClient = events.contains { $0["event"] == "connect" }
    for event in events.dropFirst() { take(event) }
  }

  /// A process that was driven by lines as a query would write them: `initialize`, prompts, answers, end of input.
  /// Nil for any other.
  init?(number: Int, raw events: ArraySlice<JSONValue>, _ run: WireRun?) throws {
    let unlike = ["signal", "partial_write", "stdin_error"]
    guard let run, !events.contains(where: { unlike.contains($0["event"]?.string ?? "") }) else { return nil }
    let lines = events.filter { $0["event"] == "stdin" }.map { $0["line"] ?? .null }
    guard lines.first?["request"]?["subtype"] == "initialize", lines.contains(where: { $0["type"] == "user" }),
      lines.dropFirst().allSatisfy({ ["user", "control_response"].contains($0["type"]?.string) })
    else { return nil }
    self.number = number
    self.run = run
    options = [:]
    let requests = try RecordedRequests(run)
    guard !requests.all.contains(where: { $0.subtype == "hook_callback" }) else { return nil }
    callables = requests.all.contains { $0.subtype == "can_use_tool" } ? ["can_use_tool"] : []
    isClient = false
    // Nobody noted what such a caller read: everything that a caller is given.
    let records = try run.lines("expected.ndjson").map { try JSONValue(parsing: $0) }
    let references = records.filter { $0["kind"] == "message" }.map(MessageReference.init(record:))
    steps = [.read(references)]
  }

  /// False for one that was refused before a process was started.
  fileprivate var hasProcess: Bool { exception?["class"] != "CLIConnectionError" || messageCount > 0 }

  /// How many messages the caller read.
  package var messageCount: Int {
    steps.reduce(0) { if case .read(let references) = $1 { $0 + references.count } else { $0 } }
  }

  private mutating func take(_ event: JSONValue) {
    switch event["event"]?.string {
    case "message":
      let reference = MessageReference(event["ref"]?.string ?? "", class: event["class"]?.string ?? "")
      if case .read(let before)? = steps.last {
        steps[steps.count - 1] = .read(before + [reference])
      } else {
        steps.append(.read([reference]))
      }
    case "query" where !isClient: promptText = event["prompt"]?.string
    case "query", "send": steps.append(.prompt)
    case "control_call":
      steps.append(.call(event["method"]?.string ?? "", event["args"]?.array ?? []))
    case "control_return": steps.append(.answer(.success(event["result"] ?? .null)))
    case "control_error": steps.append(.answer(.failure(event["error"]?.string ?? "")))
    case "callback_entered": steps.append(.callbackEntered)
    case "consumer_break": steps.append(.leave)
    case "disconnect": steps.append(.close)
    case "exception": exception = event["exception"]?.object
    case "can_use_tool": permissionCalls.append(event)
    default: break
    }
  }
}

/// Something that the recorded caller did.
package enum RecordedStep: Sendable {
  /// A client sent a prompt.
  case prompt
  /// It read these messages.
  case read([MessageReference])
  /// It called a control method.
  case call(String, [JSONValue])
  /// The method that was called before gave this back, or these words of an error.
  case answer(Answer)
  /// It saw that a callback which never answers had been called.
  case callbackEntered
  /// It left the loop over the messages.
  case leave
  /// It closed the client.
  case close

  package enum Answer: Sendable {
    case success(JSONValue)
    case failure(String)
  }
}

/// A message that the recorded caller read: `run1:7` is line 7, from 0, of what the first process wrote.
package struct MessageReference: Sendable {
  package let line: Int
  package let isResult: Bool

  init(record: JSONValue) {
    line = record["line"]?.int ?? -1
    isResult = record["type"] == "result"
  }

  init(_ text: String, class name: String) {
    line = text.split(separator: ":").last.flatMap { Int($0) } ?? -1
    isResult = name == "ResultMessage"
  }
}

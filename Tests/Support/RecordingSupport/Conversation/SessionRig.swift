import ClaudeAgentSDK
private import Foundation

/// What one session needs to be played again: its options, its host, and the stand-in that plays its recorded process.
final class SessionRig: Sendable {
  let session: RecordedSession
  let requests: RecordedRequests
  let log: HostLog
  let options: ClaudeAgentOptions
  /// The recorded prompts of the host, in order.
  let prompts: [RecordedPrompt]
  /// The recorded control requests of the host but for the first `initialize`, in order.
  let controlRequests: [JSONObject]
  private let folder: URL

  init(_ session: RecordedSession, isSynchronous: Bool, lineTimeout: Double = 30) throws {
    self.session = session
    let folder = FileManager.default.temporaryDirectory.appending(path: "conversation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "work"), withIntermediateDirectories: true)
    self.folder = folder
    requests = try session.run.map(RecordedRequests.init) ?? RecordedRequests()
    log = HostLog(requests)
    let lines = try session.run?.lines("stdin.ndjson").compactMap { JSONView(copying: $0)?.value } ?? []
    let written = lines.filter { $0["type"] == "user" }.map(RecordedPrompt.init(line:))
    prompts = written.isEmpty ? [session.promptText.map(RecordedPrompt.init(text:))].compactMap(\.self) : written
    controlRequests = Array(
      lines.filter { $0["type"] == "control_request" }.compactMap { $0["request"]?.object }.dropFirst())

    var unknown: [String] = []
    var options = ClaudeAgentOptions(recorded: session.options, unknown: &unknown)
    for key in unknown { log.add("option \(key) is unknown", "") }
    for key in session.callables where !["can_use_tool", "stderr"].contains(key) {
      log.add("callback \(key) is unknown", "")
    }
    if session.options["session_store"] != nil { log.add("option session_store is not set", "") }
    RecordedHost(session: session, requests: requests, log: log, isSynchronous: isSynchronous).serve(&options)
    options.cliPath = try StandInPath.find()
    options.workingDirectory = folder.appending(path: session.namesAbsentFolder ? "absent" : "work").path
    var environment = options.environment.settings
    environment["FAKE_REPLAY_GATE"] = "1"
    environment["FAKE_REPLAY_INPUT"] = folder.appending(path: "input").path
    environment["FAKE_REPLAY_TIMEOUT"] = String(lineTimeout)
    environment["FAKE_LIFETIME"] = "240"
    environment["FAKE_REPLAY"] = try session.run.map { try Self.recording($0, in: folder) }
    options.environment = .only(environment)
    options.observer = log
    self.options = options
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The recorded run as files; one with templates is written out first.
  private static func recording(_ run: WireRun, in folder: URL) throws -> String {
    guard WireCorpus.names(in: run.folder).contains(where: { $0.hasSuffix(".template") }) else {
      return run.folder.path
    }
    let target = folder.appending(path: "run")
    try run.materialize(at: target)
    return target.path
  }

  /// The query of a session that is one.
  func query() -> MessageStream {
    let prompts = prompts.map(\.prompt)
    if prompts.count == 1 { return ClaudeAgentSDK.query(prompts[0], options: options) }
    let sequence = AsyncStream { stream in
      for prompt in prompts { stream.yield(prompt) }
      stream.finish()
    }
    return ClaudeAgentSDK.query(sequence, options: options)
  }

  /// What the stand-in kept of its input.
  var transcript: [[UInt8]] {
    let data = (try? Data(contentsOf: folder.appending(path: "input"))) ?? Data()
    return data.split(separator: UInt8(ascii: "\n")).map(Array.init)
  }
}

extension RecordedSession {
  fileprivate var namesAbsentFolder: Bool {
    exception?["str"]?.string?.hasPrefix("Working directory does not exist") ?? false
  }
}

/// A prompt as the recorded host sent it.
struct RecordedPrompt: Sendable {
  let prompt: Prompt
  let sessionID: String

  init(text: String) {
    prompt = Prompt(text)
    sessionID = ""
  }

  init(line: JSONValue) {
    let content = line["message"]?["content"]
    var prompt =
      content?.array.map { Prompt($0.compactMap(\.object).map(PromptBlock.init(json:))) }
      ?? Prompt(content?.string ?? "")
    prompt.uuid = line["uuid"]?.string
    prompt.priority = line["priority"]?.string.map(Prompt.Priority.init(rawValue:))
    self.prompt = prompt
    sessionID = line["session_id"]?.string ?? ""
  }
}

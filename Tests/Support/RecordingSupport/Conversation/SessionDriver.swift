import ClaudeAgentSDK

/// Plays one recorded session through the public API, and says what is not as it was recorded.
struct SessionDriver {
  private let rig: SessionRig
  private let session: RecordedSession
  private let way: ReadingWay
  private var check: MessageCheck?
  private var differences: [Difference] = []

  private init(_ session: RecordedSession, _ way: ReadingWay) throws {
    // Both kinds of callbacks: those on the loop in one way of reading, tasks of their own in the other.
    rig = try SessionRig(session, isSynchronous: way == .whole)
    self.session = session
    self.way = way
    check = try session.run.map(MessageCheck.init)
  }

  static func differences(_ session: RecordedSession, _ way: ReadingWay) async -> [Difference] {
    do {
      var driver = try SessionDriver(session, way)
      let found = try await driver.play()
      return found.map { $0.within("session \(session.number)") }
    } catch {
      return [Difference("session \(session.number): not played", "\(error)")]
    }
  }

  private mutating func play() async throws -> [Difference] {
    var failure: ClaudeAgentError?
    do {
      if session.isClient { try await talk() } else { try await ask() }
    } catch let error as ClaudeAgentError {
      failure = error
    }
    if session.run != nil, failure?.code == .invalidOptions {
      let faults = failure?.faults.map(\.option).joined(separator: ", ") ?? ""
      return [Difference("start: refused for \(faults)", "\(failure?.detail ?? "")")]
    }
    if session.run != nil, failure == nil || rig.log.hasStarted { try await settle() }
    differences += try RecordedEnding(exception: session.exception, run: session.run).differences(from: failure)
    return differences + (check?.differences ?? []) + rig.log.differences
  }

  // MARK: Query

  private mutating func ask() async throws {
    let stream = rig.query()
    var reader = SessionReader(stream)
    for step in session.steps {
      switch step {
      case .read(let references): try await read(references, with: &reader)
      case .callbackEntered: await rig.log.waitForEntry()
      // Dropping the stream is what leaving its loop does.
      case .leave: return
      default: differences.append(Difference("a query cannot do this", "\(step)"))
      }
    }
    do {
      while let message = try await reader.next() { try surplus(message) }
      await stream.close()
    } catch {
      await stream.close()
      throw error
    }
  }

  /// A message that the recorded caller did not see.
  private mutating func surplus(_ message: Message) throws {
    guard let (line, counts) = try check?.take(message), counts else { return }
    differences.append(Difference("messages: line \(line) added", message.type))
  }

  // MARK: Client

  private mutating func talk() async throws {
    let client = ClaudeClient(rig.options)
    do {
      try await client.connect()
      try await talk(to: client)
      await client.close()
    } catch {
      await client.close()
      throw error
    }
  }

  private mutating func talk(to client: ClaudeClient) async throws {
    var reader = SessionReader(client, way)
    var caller = ControlCaller(client, rig.controlRequests)
    var prompts = rig.prompts[...]
    for step in session.steps {
      switch step {
      case .prompt:
        guard let next = prompts.popFirst() else {
          differences.append(Difference("prompt: not recorded", ""))
          continue
        }
        reader.began(try await client.send(next.prompt, sessionID: next.sessionID))
      case .read(let references): try await read(references, with: &reader)
      case .call(let method, let arguments): caller.begin(method, arguments)
      case .answer(let recorded): differences += await caller.end(recorded)
      case .callbackEntered: await rig.log.waitForEntry()
      case .leave: reader.finish()
      case .close: break
      }
    }
    caller.cancel()
    reader.finish()
    differences += reader.differences
  }

  // MARK: Reading

  private mutating func read(_ references: [MessageReference], with reader: inout SessionReader) async throws {
    for reference in references {
      var line: Int?
      while line == nil {
        guard let message = try await reader.next() else {
          differences.append(Difference("messages: end before line \(reference.line)", ""))
          return
        }
        if let (place, counts) = try check?.take(message), counts { line = place }
      }
      if line != reference.line {
        differences.append(Difference("messages: line \(reference.line) is not next", "line \(line ?? -1) came"))
      }
    }
    if references.last?.isResult == true { try await reader.stoppedBehindResult() }
  }

  // MARK: The end

  /// Everything that is known once the process has gone.
  private mutating func settle() async throws {
    guard let end = await rig.log.end(), let run = session.run else {
      differences.append(Difference("exit: the process has not ended", ""))
      return
    }
    if case .exited(code: 97)? = end.exitStatus {
      differences.append(Difference("stand-in: a line is missing", end.stderrTail))
    } else {
      let recorded = try JSONValue(parsing: run.bytes("exit.json"))
      let status: Int? =
        switch end.exitStatus {
        case .exited(let code)?: Int(code)
        case .signalled(let number)?: -Int(number)
        case nil: nil
        }
      let wanted = recorded["signal"]?.int.map { -$0 } ?? recorded["code"]?.int
      if status != wanted { differences.append(Difference("exit: status changed", "\(end) instead of \(recorded)")) }
    }
    if session.callables.contains("stderr") {
      let wanted = String(decoding: try run.bytes("stderr.txt"), as: UTF8.self).split(separator: "\n").map(String.init)
      if rig.log.stderr.filter({ !$0.isEmpty }) != wanted {
        differences.append(Difference("stderr: lines changed", "\(rig.log.stderr)"))
      }
    }
    for request in rig.log.missing { differences.append(Difference("\(request.key): not called", request.id)) }
    for request in rig.requests.all {
      if case .none = request.answer, !rig.log.wasCancelled(request.id) {
        differences.append(Difference("\(request.key): not cancelled", request.id))
      }
    }
    differences += try TranscriptCheck(ours: rig.transcript, run: run, requests: rig.requests).differences()
  }
}

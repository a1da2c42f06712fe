import ClaudeAgentSDK
import ClaudeAgentSimulator

extension RealDriver {
  /// Runs from nothing, one after another.
  static func cold(_ count: Int, in surroundings: Surroundings) async throws -> Report {
    let before = Host.memory("VmRSS")
    var phases: [String: [Stretch]] = [:]
    var times: [String: [Double]] = [:]
    var others = 0
    for number in 0..<count {
      let question = Question(number)
      let beginning = Beginning()
      let options = surroundings.options(beginning)
      let children = Host.childrenTime
      let began = Moment.now
      let reading = try await Reading.of(query(Prompt(question.text), options: options), from: began)
      let ended = Moment.now
      times["processor time of the CLI", default: []].append(Host.childrenTime - children)
      let all = try surroundings.simulator.served()
      let served = all.answering(question)
      others += all.count - served.count
      phases["first message", default: []].append(reading.until(reading.first, served))
      phases["init", default: []].append(reading.until(reading.initialized, served))
      phases["first token", default: []].append(reading.until(reading.token, served))
      phases["result", default: []].append(reading.until(reading.result, served))
      phases["end", default: []].append(Stretch(from: began, to: ended, served: served))
      times["started", default: []].append(beginning.started - began.time)
      times["initialized", default: []].append(beginning.initialized - began.time)
      if let request = served.first { times["request", default: []].append(request.received - began.time) }
    }
    return Report(
      scenario: "cold", phases: phases.mapValues(Phase.init), times: times.mapValues { median($0).milliseconds },
      otherRequests: others, rssBeforeKb: before, rssKb: Host.memory("VmRSS"))
  }

  /// One conversation: the first turn, and those that follow.
  static func turns(_ count: Int, in surroundings: Surroundings) async throws -> Report {
    let before = Host.memory("VmRSS")
    var phases: [String: [Stretch]] = [:]
    var others = 0
    var resident = 0
    let began = Moment.now
    try await withClaudeClient(surroundings.options()) { client in
      phases["connect"] = [Stretch(from: began, to: .now, served: [])]
      for number in 0...count {
        let question = Question(number)
        let began = Moment.now
        let reading = try await Reading.of(try await client.send(Prompt(question.text)), from: began)
        let all = try surroundings.simulator.served()
        let served = all.answering(question)
        others += all.count - served.count
        let name = number == 0 ? "first turn" : "later turn"
        phases["\(name) token", default: []].append(reading.until(reading.token, served))
        phases["\(name) result", default: []].append(reading.until(reading.result, served))
      }
      resident = Host.memory("VmRSS")
    }
    return Report(
      scenario: "turns", phases: phases.mapValues(Phase.init), otherRequests: others, rssBeforeKb: before,
      rssKb: resident)
  }

  /// Clients that all start at once and have one turn each. The host's processor time is shared among them.
  static func together(_ count: Int, in surroundings: Surroundings) async throws -> Report {
    let before = Host.memory("VmRSS")
    let options = surroundings.options()
    let clients = (0..<count).map { _ in ClaudeClient(options) }
    let children = Host.childrenTime
    let began = Moment.now
    let readings = try await withThrowingTaskGroup(of: (Int, Reading).self) { group in
      for (number, client) in clients.enumerated() {
        group.addTask {
          try await client.connect()
          return (number, try await Reading.of(try await client.send(Prompt(Question(number).text)), from: began))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let ended = Moment.now
    // All are connected and idle: what a session holds in the host.
    let resident = Host.memory("VmRSS")
    await withTaskGroup(of: Void.self) { group in
      for client in clients { group.addTask { await client.close() } }
    }
    let served = try surroundings.simulator.served()
    let each = readings.map { number, reading in
      Stretch(
        from: began, to: reading.result?.at ?? began, served: served.answering(Question(number)), sharers: count)
    }
    let own = (0..<count).flatMap { served.answering(Question($0)) }
    return Report(
      scenario: "ten",
      phases: ["all": Phase([Stretch(from: began, to: ended, served: own)]), "each": Phase(each)],
      times: [
        "first result": each.map(\.wall).min()?.milliseconds ?? 0,
        "last result": each.map(\.wall).max()?.milliseconds ?? 0,
        "processor time of the CLIs": (Host.childrenTime - children).milliseconds,
      ],
      otherRequests: served.count - own.count, rssBeforeKb: before, rssKb: resident)
  }
}

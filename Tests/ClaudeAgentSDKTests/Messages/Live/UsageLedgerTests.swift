import ClaudeAgentSDK
import Testing

/// Cost and tokens, from recorded runs and from made-up ones.
@Suite struct UsageLedgerTests {
  private let opus = "claude-opus-5-5"

  private func ledger(_ runs: [Message]..., budget: Double? = nil) -> UsageLedger {
    var ledger = UsageLedger(budgetUSD: budget)
    for run in runs { for message in run { ledger.add(message) } }
    return ledger
  }

  private func result(
    _ uuid: String, session: String = "s", cost: Double, models: String, since: String? = nil
  ) throws -> Message {
    let since = since.map { #","model_usage_since_last_result":\#($0)"# } ?? ""
    return try Message(
      test: #"""
        {"type":"result","uuid":"\#(uuid)","session_id":"\#(session)","total_cost_usd":\#(cost),"modelUsage":\#(models)\#(since)}
        """#)
  }

  private func answer(_ id: String, input: Int, output: Int, model: String = "opus") throws -> Message {
    try Message(
      test: #"""
        {"type":"assistant","message":{"id":"\#(id)","model":"\#(model)","usage":{"input_tokens":\#(input),"output_tokens":\#(output)}}}
        """#)
  }

  private func isClose(_ left: Double?, _ right: Double) -> Bool { abs((left ?? .infinity) - right) < 1e-9 }

  // MARK: Recorded

  @Test func `several turns cost what the last total says`() throws {
    let ledger = ledger(try Recording.messages("client_multi_turn"))
    #expect(isClose(ledger.costUSD, 0.001744))
    #expect(ledger.models.keys == [opus])
    #expect(ledger.models[opus]?.inputTokens == 36)
    #expect(ledger.models[opus]?.outputTokens == 80)
    #expect(isClose(ledger.models[opus]?.costUSD, 0.001744))
    #expect(ledger.totals.totalTokens == 116)
    #expect(ledger.resultCount == 3)
    // The third answer came in two messages, and counts once.
    #expect(ledger.answers[opus]?.inputTokens == 36)
    #expect(ledger.answers[opus]?.outputTokens == 3)
  }

  @Test func `totals that begin anew after a reset are added`() throws {
    let ledger = ledger(try Recording.messages("session_clear"))
    #expect(isClose(ledger.costUSD, 0.000416))
    #expect(ledger.models[opus]?.outputTokens == 16)
    #expect(ledger.resultCount == 3)
  }

  @Test func `totals of a resumed session that go on from the first run are not counted twice`() throws {
    let first = try Recording.messages("session_resume")
    let second = try Recording.messages("session_resume", run: 2)
    #expect(isClose(ledger(first).costUSD, 0.000268))
    #expect(isClose(ledger(second).costUSD, 0.000248))
    #expect(isClose(ledger(first, second).costUSD, 0.000516))
    #expect(ledger(first, second).models[opus]?.outputTokens == 21)
  }

  @Test func `totals of forks go on from the session they were forked from`() throws {
    let runs = try (1...4).map { try Recording.messages("session_continue_fork", run: $0) }
    var ledger = UsageLedger()
    for run in runs { for message in run { ledger.add(message) } }
    #expect(isClose(ledger.costUSD, 0.000208 + 0.000208 + 0.000248 + 0.000348))
    #expect(ledger.models[opus]?.inputTokens == 48)
  }

  @Test func `results that come together, and two models`() throws {
    #expect(isClose(ledger(try Recording.messages("agent_two_parallel")).costUSD, 0.005204))
    let refusal = ledger(try Recording.messages("stop_refusal"))
    #expect(refusal.models.keys == [opus, "claude-opus-4-8"])
    #expect(refusal.models["claude-opus-4-8"]?.outputTokens == 12)
    #expect(isClose(refusal.costUSD, 0.000936))
  }

  @Test func `with partial messages the answers count whole`() throws {
    let ledger = ledger(try Recording.messages("tool_parallel"))
    #expect(ledger.answers[opus]?.inputTokens == ledger.models[opus]?.inputTokens)
    #expect(ledger.answers[opus]?.outputTokens == ledger.models[opus]?.outputTokens)
    #expect((ledger.answers[opus]?.outputTokens ?? 0) > 20)
  }

  @Test func `every recorded run costs what its totals say, and nothing when it is fed again`() throws {
    for path in Recording.all {
      let messages = try Recording.messages(at: path)
      let once = ledger(messages)
      let twice = ledger(messages, messages)
      #expect(once.costUSD == twice.costUSD, "\(path)")
      #expect(once.models == twice.models, "\(path)")
      #expect(once.answers == twice.answers, "\(path)")
      let results = messages.compactMap { if case .result(let result) = $0 { result } else { nil } }
      // Totals that go on from another run, or begin anew, are looked at above.
      let isOther = path.contains("session_") || messages.contains { $0.type == "conversation_reset" }
      guard let last = results.last, !isOther else { continue }
      #expect(isClose(once.costUSD, last.totalCostUSD ?? 0), "\(path)")
    }
  }

  // MARK: Made up

  @Test func `messages of one answer count once, the largest counts`() throws {
    var ledger = UsageLedger()
    for (input, output) in [(10, 1), (10, 1), (10, 25), (10, 1)] {
      ledger.add(try answer("a", input: input, output: output))
    }
    ledger.add(try answer("b", input: 5, output: 2))
    ledger.add(try answer("c", input: 5, output: 2, model: "haiku"))
    ledger.add(try answer("d", input: 99, output: 99, model: "<synthetic>"))
    #expect(ledger.answers["opus"]?.inputTokens == 15)
    #expect(ledger.answers["opus"]?.outputTokens == 27)
    #expect(ledger.answers["haiku"]?.outputTokens == 2)
    #expect(ledger.answers.count == 2)
    #expect(ledger.costUSD == 0)
  }

  @Test func `an answer's end counts by its id`() throws {
    var ledger = UsageLedger()
    let head = #"{"type":"stream_event","api_message_id":"a","event":"#
    let end = try Message(test: head + #"{"type":"message_delta","usage":{"input_tokens":3,"output_tokens":40}}}"#)
    ledger.add(end)
    #expect(ledger.answers.isEmpty)
    ledger.add(
      try Message(
        test: head
          + #"{"type":"message_start","message":{"id":"a","model":"opus","usage":{"input_tokens":3,"output_tokens":1}}}}"#
      ))
    #expect(ledger.answers["opus"]?.outputTokens == 1)
    ledger.add(end)
    ledger.add(try answer("a", input: 3, output: 1))
    #expect(ledger.answers["opus"]?.outputTokens == 40)
  }

  @Test func `what a result says was used since the last one counts, whatever the totals are`() throws {
    var ledger = UsageLedger()
    let since =
      #"{"opus":{"inputTokens":1,"outputTokens":2,"cacheReadInputTokens":3,"cacheCreationInputTokens":4,"webSearchRequests":5,"thinkingTokens":6,"costUSD":0.5}}"#
    ledger.add(try result("1", cost: 100, models: #"{"opus":{"inputTokens":1000,"costUSD":100}}"#, since: since))
    ledger.add(try result("2", cost: 100.5, models: #"{"opus":{"inputTokens":1001,"costUSD":100.5}}"#, since: since))
    ledger.add(try result("2", cost: 100.5, models: "{}", since: since))
    ledger.add(try result("3", cost: 101, models: #"{"opus":{"costUSD":101}}"#, since: "{}"))
    #expect(ledger.costUSD == 1)
    var expected = UsageTotals()
    expected.inputTokens = 2
    expected.outputTokens = 4
    expected.cacheReadInputTokens = 6
    expected.cacheCreationInputTokens = 8
    expected.webSearchRequests = 10
    expected.thinkingTokens = 12
    expected.costUSD = 1
    #expect(ledger.models == ["opus": expected])
    #expect(ledger.totals == expected)
    #expect(expected.totalTokens == 20)
    #expect(ledger.resultCount == 3)
  }

  @Test func `an older CLI's totals are taken by their growth`() throws {
    var ledger = UsageLedger()
    let models = { (tokens: Int, cost: Double) in #"{"opus":{"outputTokens":\#(tokens),"costUSD":\#(cost)}}"# }
    ledger.add(try result("1", cost: 1, models: models(10, 1)))
    ledger.add(try result("2", cost: 1.5, models: models(15, 1.5)))
    #expect(ledger.costUSD == 1.5)
    #expect(ledger.models["opus"]?.outputTokens == 15)
    // A new process of the same session: its totals are lower, so they are its own.
    ledger.add(try result("3", cost: 0.25, models: models(2, 0.25)))
    #expect(ledger.costUSD == 1.75)
    #expect(ledger.models["opus"]?.outputTokens == 17)
    // Another session.
    ledger.add(try result("4", session: "t", cost: 4, models: models(40, 4)))
    #expect(ledger.costUSD == 5.75)
    #expect(ledger.models["opus"]?.outputTokens == 57)
    // A reset: what comes is new, although it is more.
    ledger.add(try Message(test: #"{"type":"conversation_reset","new_conversation_id":"u","session_id":"t"}"#))
    ledger.add(try result("5", session: "t", cost: 8, models: models(80, 8)))
    #expect(ledger.costUSD == 13.75)
    #expect(ledger.models["opus"]?.outputTokens == 137)
    #expect(isClose(ledger.models["opus"]?.costUSD, 13.75))
  }

  @Test func `a budget is watched`() throws {
    var ledger = UsageLedger(budgetUSD: 1)
    #expect(ledger.remainingUSD == 1)
    #expect(!ledger.isOverBudget)
    ledger.add(try result("1", cost: 0.75, models: #"{"opus":{"costUSD":0.75}}"#))
    #expect(ledger.remainingUSD == 0.25)
    #expect(!ledger.isOverBudget)
    ledger.add(try result("2", cost: 1.5, models: #"{"opus":{"costUSD":1.5}}"#))
    #expect(ledger.remainingUSD == 0)
    #expect(ledger.isOverBudget)
    ledger.budgetUSD = nil
    #expect(ledger.remainingUSD == nil)
    #expect(!ledger.isOverBudget)
    #expect(UsageLedger(budgetUSD: 0).isOverBudget)
  }

  @Test func `ledgers of several runs are put together`() throws {
    var first = ledger(try Recording.messages("client_multi_turn"), budget: 0.002)
    let second = ledger(try Recording.messages("stop_refusal"), budget: 9)
    #expect(!first.isOverBudget)
    first.merge(second)
    #expect(isClose(first.costUSD, 0.001744 + 0.000936))
    #expect(first.models[opus]?.inputTokens == 60)
    #expect(first.models["claude-opus-4-8"]?.inputTokens == 12)
    #expect(first.budgetUSD == 0.002)
    #expect(first.isOverBudget)
    let results = first.resultCount
    // What either was fed with is known to the sum.
    for message in try Recording.messages("stop_refusal") { first.add(message) }
    #expect(first.resultCount == results)
    #expect(isClose(first.costUSD, 0.00268))
  }

  @Test func `ids are forgotten in the order in which they came`() throws {
    var ledger = UsageLedger(rememberedIDs: 2)
    for id in ["a", "b", "c"] { ledger.add(try answer(id, input: 1, output: 0)) }
    ledger.add(try answer("c", input: 1, output: 0))
    ledger.add(try answer("b", input: 1, output: 0))
    #expect(ledger.answers["opus"]?.inputTokens == 3)
    ledger.add(try answer("a", input: 1, output: 0))
    #expect(ledger.answers["opus"]?.inputTokens == 4)
    var none = UsageLedger(rememberedIDs: -1)
    none.add(try answer("a", input: 1, output: 0))
    none.add(try answer("a", input: 1, output: 0))
    #expect(none.answers["opus"]?.inputTokens == 1)
  }

  @Test func `numbers that cannot be are nothing, and sums end at the largest`() throws {
    var ledger = UsageLedger()
    let odd =
      #"{"opus":{"inputTokens":-5,"outputTokens":9223372036854775807,"costUSD":-1},"x":7,"y":{"costUSD":1e999}}"#
    ledger.add(try result("1", cost: -3, models: odd, since: odd))
    ledger.add(try result("2", cost: -3, models: odd, since: odd))
    #expect(ledger.costUSD == 0)
    #expect(ledger.models["opus"]?.inputTokens == 0)
    #expect(ledger.models["opus"]?.outputTokens == .max)
    #expect(ledger.totals.totalTokens == .max)
    #expect(ledger.models["y"] == UsageTotals())
    ledger.add(try Message(test: #"{"type":"assistant","message":{"id":"a","model":"m","usage":{"input_tokens":-9}}}"#))
    ledger.add(try Message(test: #"{"type":"result"}"#))
    ledger.add(try Message(test: #"{"type":"result","modelUsage":7,"model_usage_since_last_result":{"a":[]}}"#))
    #expect(ledger.answers["m"]?.inputTokens == 0)
    #expect(ledger.resultCount == 4)
  }

  @Test func `models beyond the limit are counted together`() throws {
    var ledger = UsageLedger()
    for number in 0..<(UsageLedger.modelLimit + 10) {
      ledger.add(try answer("\(number)", input: 1, output: 0, model: "m\(number)"))
    }
    #expect(ledger.answers.count == UsageLedger.modelLimit + 1)
    #expect(ledger.answers[UsageLedger.otherModels]?.inputTokens == 10)
  }
}

internal import FastTransport

/// What was used so far: cost and tokens by model, from the messages as they come.
///
/// ```swift
/// var ledger = UsageLedger(budgetUSD: 2)
/// for try await message in client.messages {
///   ledger.add(message)
///   if ledger.isOverBudget { try await client.interrupt() }
/// }
/// print(ledger.costUSD, ledger.models["claude-opus-5-5"]?.outputTokens ?? 0)
/// ```
///
/// There are two counts. ``models`` and ``costUSD`` are the CLI's own, from the end of each turn, with subagents and
/// helper models. ``answers`` counts the answers as they arrive, ahead of the end of the turn: each answer once, however
/// many messages it came in.
///
/// Totals in results are not added up: a result also says what was used since the one before, and that is what counts.
/// So a session that is resumed or forked, whose totals go on from those of the session before, is not counted twice,
/// and one ledger may be fed with many runs. From a CLI that does not say it, the growth of the totals is taken,
/// which begin anew with another session and after a ``ConversationReset``.
public struct UsageLedger: Sendable {
  /// What may be spent, in US dollars; nil for no limit. Nothing is stopped by it.
  public var budgetUSD: Double?
  /// Estimated cost in US dollars.
  public private(set) var costUSD = 0.0
  /// Tokens and cost by model, as the CLI counts them: subagents and helper models included.
  public private(set) var models = OrderedMap<UsageTotals>()
  /// Tokens by model, from the answers that have arrived; without a cost. The tokens of an answer that were written are
  /// only known at its end, which arrives with partial messages; without them few of them are in it.
  public private(set) var answers = OrderedMap<UsageTotals>()
  /// How many results were counted.
  public private(set) var resultCount = 0

  /// Answers, by their ids.
  private var seenAnswers: RecentMap<Answer>
  /// Results, by their ids: one that is fed again does not count.
  private var seenResults: RecentMap<Bool>
  /// The totals of the last result, for a CLI that names nothing else.
  private var last = Baseline()

  private struct Answer: Sendable {
    let model: String
    var totals: UsageTotals
  }

  private struct Baseline: Sendable {
    var sessionID: String?
    var models = OrderedMap<UsageTotals>()
    var costUSD = 0.0
  }

  /// How many models are told apart; what further ones use is counted under ``otherModels``.
  public static let modelLimit = 256
  /// Stands for the models beyond ``modelLimit``.
  public static let otherModels = "<other>"

  /// Makes an empty ledger.
  ///
  /// - Parameters:
  ///   - budgetUSD: What may be spent, in US dollars; nil for no limit.
  ///   - rememberedIDs: How many ids of answers and of results are remembered; the messages of one answer come close
  ///     together.
  public init(budgetUSD: Double? = nil, rememberedIDs: Int = 4096) {
    self.budgetUSD = budgetUSD
    seenAnswers = RecentMap(limit: rememberedIDs)
    seenResults = RecentMap(limit: rememberedIDs)
  }

  /// Tokens and cost of all models.
  public var totals: UsageTotals { models.values.reduce(UsageTotals(), +) }

  /// What is left of the budget, in US dollars, never below zero; nil without a budget.
  public var remainingUSD: Double? { budgetUSD.map { max(0, $0 - costUSD) } }

  /// Whether nothing is left of the budget. Always false without one.
  public var isOverBudget: Bool { budgetUSD.map { costUSD >= $0 } ?? false }

  // MARK: Messages

  /// Takes a message in. Those that say nothing about usage change nothing.
  ///
  /// - Parameter message: The message.
  public mutating func add(_ message: Message) {
    switch message {
    case .assistant(let message):
      guard let id = message.messageID, let usage = message.usage else { return }
      count(id, model: message.model, usage)
    case .streamEvent(let event): add(event)
    case .result(let result): add(result)
    case .conversationReset: last = Baseline()
    default: break
    }
  }

  private mutating func add(_ event: StreamEvent) {
    let node = event.json.node
    if node.equals("message_start", at: "event", "type") {
      guard case .messageStart(let start) = event.event, let message = start.message, let id = message.id,
        let usage = message.usage
      else { return }
      count(id, model: message.model, usage)
    } else if node.equals("message_delta", at: "event", "type") {
      guard let id = event.apiMessageID, let answer = seenAnswers[id], case .messageDelta(let delta) = event.event,
        let usage = delta.usage
      else { return }
      count(id, model: answer.model, usage)
    }
  }

  /// Counts of an answer only grow, and come in any order: the largest is the last.
  private mutating func count(_ id: String, model: String, _ usage: Usage) {
    guard !model.isEmpty, model != "<synthetic>" else { return }
    let known = seenAnswers[id]?.totals ?? UsageTotals()
    let now = known.larger(UsageTotals(usage))
    seenAnswers.set(id, Answer(model: model, totals: now))
    Self.add(now.growth(since: known), of: model, to: &answers)
  }

  private mutating func add(_ result: ResultMessage) {
    if let uuid = result.uuid {
      guard seenResults[uuid] == nil else { return }
      seenResults.set(uuid, true)
    }
    resultCount = UsageTotals.sum(resultCount, 1)
    let total = UsageTotals.dollars(result.totalCostUSD)
    var now = OrderedMap<UsageTotals>()
    for usage in result.modelUsage.prefix(Self.modelLimit) { now[usage.model] = UsageTotals(usage) }
    defer { last = Baseline(sessionID: result.sessionID, models: now, costUSD: total) }
    if result.json.node.at("model_usage_since_last_result")?.kind == .object {
      for usage in result.modelUsageSinceLastResult {
        let totals = UsageTotals(usage)
        costUSD += totals.costUSD
        Self.add(totals, of: usage.model, to: &models)
      }
      return
    }
    let goesOn =
      result.sessionID == last.sessionID && total >= last.costUSD
      && last.models.allSatisfy { now[$0.key]?.isAtLeast($0.value) ?? false }
    let before = goesOn ? last : Baseline()
    costUSD += total - before.costUSD
    for (model, totals) in now {
      Self.add(totals.growth(since: before.models[model] ?? UsageTotals()), of: model, to: &models)
    }
  }

  private static func add(_ totals: UsageTotals, of model: String, to map: inout OrderedMap<UsageTotals>) {
    let name = map[model] != nil || map.count < modelLimit ? model : otherModels
    map[name] = (map[name] ?? UsageTotals()) + totals
  }

  // MARK: Several ledgers

  /// Adds what another ledger has counted: that of another run. The budget stays this one's.
  ///
  /// - Parameter other: The other ledger. What both were fed with counts twice.
  public mutating func merge(_ other: UsageLedger) {
    costUSD += other.costUSD
    resultCount = UsageTotals.sum(resultCount, other.resultCount)
    for (model, totals) in other.models { Self.add(totals, of: model, to: &models) }
    for (model, totals) in other.answers { Self.add(totals, of: model, to: &answers) }
    for (id, answer) in other.seenAnswers.entries where seenAnswers[id] == nil { seenAnswers.set(id, answer) }
    for (id, value) in other.seenResults.entries { seenResults.set(id, value) }
  }
}

internal import FastTransport

/// Answers the CLI's requests: permissions, hooks, messages to in-process MCP servers, questions to the user.
///
/// On the loop. Every request gets exactly one answer, unless it is taken back or asked twice under one id. What fails
/// never lets a gated call through.
final class ControlRouter: @unchecked Sendable {
  // Sendable: everything is touched on the loop only.

  private let answers: ControlAnswers
  private let events: EventSink
  let runner: CallbackRunner
  private let bridge: MCPBridge
  /// Replaced as a whole, never changed in place: an access that cannot overlap another needs no check at run time.
  var handlers = HandlerTable() {
    didSet { permissionBody = handlers.canUseTool.map { PermissionBody($0.callback) } }
  }
  private var permissionBody: PermissionBody?
  /// Permission requests that are to be answered later, with the input that an allowance gives back.
  private var deferred: [String: Deferred] = [:] {
    didSet { hasDeferred = !deferred.isEmpty }
  }
  private var hasDeferred = false

  private var isClosed = false
  /// Told whenever something that the CLI waited for is decided, or no longer wanted.
  var onServed: (() -> Void)?
  /// Told when an answer may have changed what the session allows.
  var onRuleChange: (() -> Void)?

  /// What decides about permissions. No `Callback`, as with hooks.
  private enum PermissionBody: Sendable {
    case synchronous(@Sendable (PermissionRequest) throws -> PermissionDecision)
    case asynchronous(@Sendable (PermissionRequest) async throws -> PermissionDecision)

    init(_ callback: Callback<PermissionRequest, PermissionDecision>) {
      switch callback {
      case .synchronous(let body): self = .synchronous(body)
      case .asynchronous(let body): self = .asynchronous(body)
      }
    }
  }

  private struct Deferred {
    let id: RequestID
    let input: JSONView
  }

  /// How many permission requests may wait for a later answer; a further one is denied.
  static let deferredLimit = 256

  init(loop: EventLoop, deadlines: any DeadlineSource, events: EventSink, send: @escaping @Sendable ([UInt8]) -> Void) {
    answers = ControlAnswers(send)
    self.events = events
    runner = CallbackRunner(loop: loop, events: events)
    bridge = MCPBridge(runner: runner, deadlines: deadlines, events: events, answers: answers)
    runner.onEnd = { [weak self] in self?.onServed?() }
  }

  /// What is being answered just now: the ids of requests.
  var pending: [String] { runner.ids + deferred.keys }
  /// Whether anything is being answered just now.
  var isServing: Bool { runner.count > 0 || hasDeferred }

  // MARK: Requests

  func receive(_ node: JSONNode) {
    guard !isClosed else { return }
    guard let request = ControlRequest(node) else {
      events.emit(.unanswerableFrame)
      if let id = node.at("request_id"), id.kind == .string {
        answers.failure(RequestID(node: id), "The request has no body")
      }
      return
    }
    if isServing {
      let id = request.id.text
      // The one answer that is on its way is the answer to both.
      if runner.isRunning(id) || deferred[id] != nil { return events.emit(.repeatedRequest(id: id)) }
    }
    if request.asks(for: "hook_callback") {
      hook(request)
    } else if request.asks(for: "can_use_tool") {
      permission(request)
    } else if request.asks(for: "mcp_message") {
      bridge.receive(request, servers: handlers.servers, execution: handlers.execution)
    } else if request.asks(for: "elicitation") {
      elicitation(request)
    } else if request.asks(for: "request_user_dialog") {
      dialog(request)
    } else {
      unsupported(request)
    }
  }

  /// The CLI no longer wants an answer.
  func cancel(_ id: String) {
    if deferred.removeValue(forKey: id) != nil {
      onServed?()
    } else if !bridge.abandon(id) {
      runner.cancel(id)
    }
  }

  /// Nobody wants an answer any more, and nothing more is asked.
  func close() {
    isClosed = true
    deferred = [:]
    bridge.close()
    runner.cancelAll()
  }

  private func unsupported(_ request: ControlRequest) {
    let subtype = request.subtype ?? ""
    events.emit(.unsupportedRequest(subtype: subtype))
    answers.failure(request.id, "Unsupported control request subtype: \(subtype)")
  }

  // MARK: Hooks

  private func hook(_ request: ControlRequest) {
    let id = request.id
    guard let name = request.callbackID, let entry = handlers.hooks[callbackID: name] else {
      let name = request.callbackID?.string ?? ""
      return answers.failure(id, "No hook callback found for ID: \(name)")
    }
    let call = HookCall(input: request.input, toolUseID: request.toolUseID)
    switch entry.hook.body {
    case .synchronous(let body): answer(id, entry, runner.outcome(of: body, call, name: entry.label, entry.subject))
    case .asynchronous(let body):
      runner.start(body, call, id: id, execution: handlers.execution, entry.subject) { [self] in answer(id, entry, $0) }
    }
  }

  private func answer(_ id: RequestID, _ entry: HookTable.Entry, _ outcome: Result<HookAnswer, any Error>) {
    switch outcome {
    case .success(let answer):
      if entry.changesRules { onRuleChange?() }
      answers.success(id, answer.write)
    case .failure(let error):
      events.emit(.callbackFailed(entry.label, error))
      let words = ControlAnswers.text(of: error)
      guard let gate = entry.hook.gate else { return answers.failure(id, words) }
      let denial = HookAnswer.denial(gate, event: entry.hook.event, reason: "The hook has failed: \(words)")
      answers.success(id, denial.write)
    }
  }

  // MARK: Permissions

  private func permission(_ request: ControlRequest) {
    let id = request.id
    guard let permissionBody else {
      return answers.failure(id, "No callback for permissions is set")
    }
    var question = PermissionRequest(json: request.body)
    question.id = JSONView(node: id.node)
    let input = request.input
    switch permissionBody {
    case .synchronous(let body):
      let subject = CallbackSubject(kind: .permission)
      decided(id, input, runner.outcome(of: body, question, name: Self.permissionLabel, subject))
    case .asynchronous(let body):
      runner.start(body, question, id: id, execution: handlers.execution, CallbackSubject(kind: .permission)) {
        [self] in decided(id, input, $0)
      }
    }
  }

  private static let permissionLabel = "canUseTool"

  private func decided(_ id: RequestID, _ input: JSONView, _ outcome: Result<PermissionDecision, any Error>) {
    switch outcome {
    case .success(.deferred): putOff(id, input)
    case .success(let decision): answer(id, decision, input: input)
    case .failure(let error):
      events.emit(.callbackFailed(Self.permissionLabel, error))
      answer(id, .deny("The permission callback has failed: \(ControlAnswers.text(of: error))"), input: input)
    }
  }

  private func putOff(_ id: RequestID, _ input: JSONView) {
    guard handlers.canDefer else { return answer(id, .deferred, input: input) }
    guard deferred.count < Self.deferredLimit else {
      return answer(id, .deny("\(Self.deferredLimit) decisions are put off already."), input: input)
    }
    // A copy: it outlives the slab it came in.
    deferred[id.text] = Deferred(id: RequestID(node: id.node.copy()), input: input.copy())
  }

  private func answer(_ id: RequestID, _ decision: PermissionDecision, input: JSONView) {
    if decision.changesRules { onRuleChange?() }
    var unsendable: Int?
    answers.success(id) { unsendable = decision.write(to: &$0, input: input) }
    if let unsendable { events.emit(.permissionUpdatesDropped(index: unsendable)) }
  }

  /// Answers a request whose decision was put off. False when it waits no longer, or the decision is none.
  func answerLater(_ id: String, _ decision: PermissionDecision) -> Bool {
    if case .deferred = decision { return false }
    guard let waiting = deferred.removeValue(forKey: id) else { return false }
    answer(waiting.id, decision, input: waiting.input)
    onServed?()
    return true
  }

  // MARK: Questions to the user

  private func elicitation(_ request: ControlRequest) {
    guard let callback = handlers.onElicitation?.callback else {
      return answers.success(request.id, ElicitationAnswer.decline.write)
    }
    ask(callback, ElicitationRequest(json: request.body), request, "onElicitation", .elicitation, refusal: .decline) {
      $0.write
    }
  }

  private func dialog(_ request: ControlRequest) {
    guard let callback = handlers.onUserDialog?.callback else { return unsupported(request) }
    ask(callback, UserDialogRequest(json: request.body), request, "onUserDialog", .dialog, refusal: .cancelled) {
      $0.write
    }
  }

  /// Asks a callback that may always be answered for: one that throws has refused.
  private func ask<Question: Sendable, Answer: Sendable>(
    _ callback: Callback<Question, Answer>, _ question: Question, _ request: ControlRequest, _ name: String,
    _ kind: CallbackSummary.Kind, refusal: Answer, write: @escaping @Sendable (Answer) -> (inout JSONWriter) -> Void
  ) {
    let id = request.id
    let done: @Sendable (Result<Answer, any Error>) -> Void = { [answers, events] outcome in
      var answer = refusal
      switch outcome {
      case .success(let given): answer = given
      case .failure(let error): events.emit(.callbackFailed(name, error))
      }
      answers.success(id, write(answer))
    }
    switch callback {
    case .synchronous(let body): done(runner.outcome(of: body, question, name: name, CallbackSubject(kind: kind)))
    case .asynchronous(let body):
      runner.start(
        body, question, id: id, execution: handlers.execution, CallbackSubject(kind: kind), done: done)
    }
  }
}

extension HookTable.Entry {
  /// What it is, for those who watch.
  fileprivate var subject: CallbackSubject { CallbackSubject(kind: .hook, name: hook.event) }
}

internal import FastTransport

/// Code that the CLI asks at a point in the life of a session.
///
/// ```swift
/// options.hooks = [
///   Hook(.preToolUse, matching: "Bash") { call in
///     call.toolInput["command"]?.string?.contains("rm -rf") == true ? .deny("No.") : .continue
///   },
///   Hook(.postToolUse) { call in await audit(call.copy()); return .continue },
/// ]
/// ```
///
/// A closure without `await` runs on the loop and must not block; one with `await` runs in a task of its own. Where a
/// closure is isolated to the main actor and has no `await`, write `{ @MainActor input async in … }`.
///
/// A hook that throws at a gating event (``HookEvent/preToolUse``, ``HookEvent/permissionRequest``,
/// ``HookEvent/userPromptSubmit``) denies or blocks, unless its ``onFailure`` is ``HookFailurePolicy/continue``; at any
/// other event the CLI is told the error and does what ``onFailure`` says. Several hooks for one event are asked at once,
/// in no order; of their decisions deny wins over defer, ask and allow.
public struct Hook: Sendable {
  /// The event's name on the wire.
  public let event: String
  /// What the event must be about, such as the name of a tool; nil for everything. Names, lists of names parted by `|`,
  /// or a regular expression. (`matcher`)
  public var matcher: String?
  /// How long the CLI waits for the hook, in seconds on the wire; nil for its default (600 s, 30 s for a submitted
  /// prompt). (`timeout`)
  public var timeout: Duration?
  /// What the CLI does when the hook fails or outlives its time; nil for the default: block at gating events, go on at
  /// others. (`onFailure`)
  public var onFailure: HookFailurePolicy?

  /// From the request's `input` and `tool_use_id` to the answer's payload, ready to be written.
  private(set) var body: HookBody

  /// Makes a synchronous hook: it runs on the loop and must not block.
  ///
  /// - Parameters:
  ///   - event: When to ask it.
  ///   - matcher: What the event must be about; nil for everything.
  ///   - timeout: How long the CLI waits; nil for its default.
  ///   - onFailure: What a failure means; nil for the default of the event.
  ///   - body: Decides. It gets what the CLI tells; a `copy()` of it is needed only to keep it.
  @inlinable
  public init<Input: HookInput>(
    _ event: HookEvent<Input>, matching matcher: String? = nil, timeout: Duration? = nil,
    onFailure: HookFailurePolicy? = nil, _ body: @escaping @Sendable (Input) throws -> HookOutput<Input>
  ) {
    // Inlined, like the other, where the type of the input is known: looking it up takes longer than the rest of a call.
    self.init(event, matcher, timeout, onFailure, .synchronous { try HookAnswer(body($0.face()), event) })
  }

  /// Makes an asynchronous hook: it runs in a task of its own, which is cancelled when the CLI gives up waiting.
  ///
  /// - Parameters:
  ///   - event: When to ask it.
  ///   - matcher: What the event must be about; nil for everything.
  ///   - timeout: How long the CLI waits; nil for its default.
  ///   - onFailure: What a failure means; nil for the default of the event.
  ///   - body: Decides. It gets what the CLI tells; a `copy()` of it is needed only to keep it.
  @inlinable
  public init<Input: HookInput>(
    _ event: HookEvent<Input>, matching matcher: String? = nil, timeout: Duration? = nil,
    onFailure: HookFailurePolicy? = nil, _ body: @escaping @Sendable (Input) async throws -> HookOutput<Input>
  ) {
    self.init(
      event, matcher, timeout, onFailure,
      .asynchronous { HookAnswer(try await body($0.face()), event) })
  }

  @usableFromInline
  init<Input: HookInput>(
    _ event: HookEvent<Input>, _ matcher: String?, _ timeout: Duration?, _ onFailure: HookFailurePolicy?,
    _ body: HookBody
  ) {
    self.event = event.name
    self.matcher = matcher
    self.timeout = timeout
    self.onFailure = onFailure
    self.body = body
  }

  /// The same hook without the code of the host: it lets nothing through that this one could hold up, and has no opinion
  /// otherwise.
  var standIn: Hook {
    var hook = self
    hook.body = .synchronous { [gate, event] _ in
      gate.map { HookAnswer.denial($0, event: event, reason: "This process has not been handed to its user yet.") }
        ?? HookAnswer()
    }
    return hook
  }

  /// How the hook's failure says "no"; nil where it says nothing.
  var gate: HookGate? { onFailure == .continue ? nil : HookGate(event: event) }
}

/// What the CLI does when a hook fails. Other values reach the CLI as they are.
public struct HookFailurePolicy: OpenStringEnum {
  /// The value on the wire.
  public let rawValue: String
  /// Makes a policy from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A failure is no decision.
  public static let `continue` = HookFailurePolicy(rawValue: "continue")
  /// A failure blocks. The CLI must know this (`hook_on_failure_supported`), or the start fails.
  public static let block = HookFailurePolicy(rawValue: "block")
}

/// What a hook runs. No `Callback`: what a generic type holds is wrapped up anew for each call.
@usableFromInline
enum HookBody: Sendable {
  case synchronous(@Sendable (HookCall) throws -> HookAnswer)
  case asynchronous(@Sendable (HookCall) async throws -> HookAnswer)
}

/// One call of a hook: `input` and `tool_use_id` of the request.
@usableFromInline
struct HookCall: Sendable {
  let input: JSONView
  let toolUseID: JSONNode?

  @usableFromInline
  func face<Input: HookInput>() -> Input {
    // Of the inputs one alone does not say it itself; for the others no text is made.
    Input(json: input, toolUseID: Input.self == PermissionRequestInput.self ? toolUseID?.string : nil)
  }
}

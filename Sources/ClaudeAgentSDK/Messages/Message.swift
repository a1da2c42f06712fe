package import FastTransport

/// One thing the agent says.
///
/// A message is a view over the line as it arrived: cheap to pass on, cheap to ignore, and decoded only where it is
/// read. Nothing is lost: ``json`` is always the whole line. Nothing the CLI adds breaks it: a new type is
/// ``unknown(_:)``, a line that is no JSON object is ``malformed(_:)``, and the stream goes on behind both.
///
/// ```swift
/// switch message {
/// case .assistant(let reply): print(reply.text)
/// case .result(let result): print(result.totalCostUSD ?? 0)
/// default: break
/// }
/// ```
public enum Message: Sendable {
  /// A part of the model's answer (`assistant`). One content block for each message is normal.
  case assistant(AssistantMessage)
  /// What goes to the model as the user's: tool results, echoed or made-up prompts (`user`).
  case user(UserMessage)
  /// News about the session: its start, tasks, hooks, retries and more (`system`).
  case system(SystemMessage)
  /// The end of a turn, with its cost and its outcome (`result`).
  case result(ResultMessage)
  /// A piece of an answer while it is being written (`stream_event`); only with partial messages.
  case streamEvent(StreamEvent)
  /// The plan's limits have changed (`rate_limit_event`).
  case rateLimit(RateLimitEvent)
  /// The session goes on under a new id and with an empty conversation (`conversation_reset`).
  case conversationReset(ConversationReset)
  /// A tool is still running (`tool_progress`).
  case toolProgress(ToolProgress)
  /// A sign-in is under way (`auth_status`).
  case authStatus(AuthStatus)
  /// What some tool calls did, in a sentence (`tool_use_summary`).
  case toolUseSummary(ToolUseSummary)
  /// What the user may want to ask next (`prompt_suggestion`).
  case promptSuggestion(PromptSuggestion)
  /// The goal the session works towards has changed (`active_goal`).
  case activeGoal(ActiveGoal)
  /// A prompt with a `uuid` was queued, started, finished or dropped (`command_lifecycle`).
  case commandLifecycle(CommandLifecycle)
  /// The CLI is alive and has nothing to say (`keep_alive`).
  case keepAlive(KeepAlive)
  /// A type this version does not know. All of it is in its `json`.
  case unknown(UnknownMessage)
  /// A line that is no JSON object. It is rare and holds more than a view, so it does not make the others larger.
  indirect case malformed(MalformedLine)

  /// Reads a line. Its type is looked up, nothing else.
  ///
  /// - Parameter json: The whole line. Its brackets are checked; a line that is no object gives ``malformed(_:)``.
  public init(json: JSONView) {
    guard json.node.isWholeObject else {
      self = .malformed(MalformedLine(json: json))
      return
    }
    self.init(json: json, kind: MessageKind(of: json.node))
  }

  /// Reads a line whose kind is known; nil for a type without a kind.
  package init(node: consuming JSONNode, kind: MessageKind?) {
    self.init(json: JSONView(node: node), kind: kind)
  }

  private init(json: consuming JSONView, kind: MessageKind?) {
    switch kind {
    case .streamEvent: self = .streamEvent(StreamEvent(json: json))
    case .system: self = .system(SystemMessage(json: json))
    case .assistant: self = .assistant(AssistantMessage(json: json))
    case .user: self = .user(UserMessage(json: json))
    case .result: self = .result(ResultMessage(json: json))
    case .commandLifecycle: self = .commandLifecycle(CommandLifecycle(json: json))
    case .keepAlive: self = .keepAlive(KeepAlive(json: json))
    case .toolProgress: self = .toolProgress(ToolProgress(json: json))
    case .rateLimit: self = .rateLimit(RateLimitEvent(json: json))
    case .conversationReset: self = .conversationReset(ConversationReset(json: json))
    case .promptSuggestion: self = .promptSuggestion(PromptSuggestion(json: json))
    case .toolUseSummary: self = .toolUseSummary(ToolUseSummary(json: json))
    case .authStatus: self = .authStatus(AuthStatus(json: json))
    case .activeGoal: self = .activeGoal(ActiveGoal(json: json))
    case .controlRequest, .controlResponse, .controlCancelRequest, .transcriptMirror, nil:
      self = Self.unknown(json)
    }
  }

  @inline(never)
  private static func unknown(_ json: JSONView) -> Message {
    json.node.kind == .object ? .unknown(UnknownMessage(json: json)) : .malformed(MalformedLine(json: json))
  }
}

extension Message {
  /// The whole line, as it arrived.
  public var json: JSONView {
    switch self {
    case .assistant(let message): message.json
    case .user(let message): message.json
    case .system(let message): message.json
    case .result(let message): message.json
    case .streamEvent(let message): message.json
    case .rateLimit(let message): message.json
    case .conversationReset(let message): message.json
    case .toolProgress(let message): message.json
    case .authStatus(let message): message.json
    case .toolUseSummary(let message): message.json
    case .promptSuggestion(let message): message.json
    case .activeGoal(let message): message.json
    case .commandLifecycle(let message): message.json
    case .keepAlive(let message): message.json
    case .unknown(let message): message.json
    case .malformed(let line): line.json
    }
  }

  /// The line's `type`; empty for a line without one.
  public var type: String {
    switch self {
    case .streamEvent: "stream_event"
    case .system: "system"
    case .assistant: "assistant"
    case .user: "user"
    case .result: "result"
    case .commandLifecycle: "command_lifecycle"
    case .keepAlive: "keep_alive"
    case .toolProgress: "tool_progress"
    case .rateLimit: "rate_limit_event"
    case .conversationReset: "conversation_reset"
    case .promptSuggestion: "prompt_suggestion"
    case .toolUseSummary: "tool_use_summary"
    case .authStatus: "auth_status"
    case .activeGoal: "active_goal"
    case .unknown(let message): message.type
    case .malformed: ""
    }
  }

  /// The session the message belongs to (`session_id`).
  public var sessionID: String? { json.node.string(at: "session_id") }

  /// The message's own identity (`uuid`).
  public var uuid: String? { json.node.string(at: "uuid") }

  /// The `Agent` tool call the message was made under, when a subagent speaks (`parent_tool_use_id`).
  public var parentToolUseID: String? { json.node.string(at: "parent_tool_use_id") }

  /// The message in a block of its own, so that the block its line came in is let go. For keeping.
  public func copy() -> Message {
    switch self {
    case .malformed(let line): .malformed(line.copy())
    default: Message(json: json.copy())
    }
  }
}

extension MessageKind {
  /// The kind of a line, from its `type`.
  package init?(of node: JSONNode) {
    guard let number = node.name(at: "type", among: Self.wireNames) else { return nil }
    self.init(rawValue: UInt8(number))
  }
}

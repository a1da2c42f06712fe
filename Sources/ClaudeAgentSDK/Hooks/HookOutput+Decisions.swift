/// An event whose hooks can tell the model something.
public protocol ContextHookInput: HookInput {}

extension HookOutput where Input: ContextHookInput {
  /// What the model is told beside what it sees anyhow. (`additionalContext`)
  public var additionalContext: String? {
    get { self[text: "additionalContext"] }
    set { self[text: "additionalContext"] = newValue }
  }

  /// Tells the model something and decides nothing.
  ///
  /// - Parameter text: What it is told.
  /// - Returns: The output.
  public static func context(_ text: String) -> Self { Self(specific: ["additionalContext": .string(text)]) }
}

/// An event whose hooks can keep from happening what it is about.
public protocol BlockableHookInput: HookInput {}

extension HookOutput where Input: BlockableHookInput {
  /// Keeps what the event is about from happening; where it has happened, as after a tool call, tells the model that it
  /// should not have. (`decision`, `reason`)
  ///
  /// - Parameter reason: Why; see the event for who reads it.
  /// - Returns: The output.
  public static func block(_ reason: String) -> Self {
    .with {
      $0.decision = .block
      $0.reason = reason
    }
  }
}

/// An event whose hooks permit or refuse.
public protocol PermissionHookInput: HookInput {}

extension HookOutput where Input: PermissionHookInput {
  /// Whether it may be. (`permissionDecision`)
  public var permissionDecision: HookPermissionDecision? {
    get { self[name: "permissionDecision"] }
    set { self[name: "permissionDecision"] = newValue }
  }

  /// Why. (`permissionDecisionReason`)
  public var permissionDecisionReason: String? {
    get { self[text: "permissionDecisionReason"] }
    set { self[text: "permissionDecisionReason"] = newValue }
  }

  /// Refuses.
  ///
  /// - Parameter reason: Why; the model reads it.
  /// - Returns: The output.
  public static func deny(_ reason: String) -> Self { Self(.deny, reason) }

  /// Lets somebody else decide: the permission callback, or the user. Where there is nobody to ask, it is a no.
  ///
  /// - Parameter reason: Why; who is asked reads it.
  /// - Returns: The output.
  public static func ask(_ reason: String? = nil) -> Self { Self(.ask, reason) }

  init(_ decision: HookPermissionDecision, _ reason: String?) {
    self.init()
    permissionDecision = decision
    permissionDecisionReason = reason
  }
}

/// What a hook says to something that needs its permission. Other values reach the CLI as they are.
public struct HookPermissionDecision: OpenStringEnum {
  /// The value on the wire.
  public let rawValue: String
  /// Makes a decision from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Yes.
  public static let allow = HookPermissionDecision(rawValue: "allow")
  /// No.
  public static let deny = HookPermissionDecision(rawValue: "deny")
  /// Somebody else shall decide.
  public static let ask = HookPermissionDecision(rawValue: "ask")
  /// Later: the run ends before the call, which is made when the session is resumed.
  public static let `defer` = HookPermissionDecision(rawValue: "defer")
}

/// An event whose hooks can say which files to watch.
public protocol WatchHookInput: HookInput {}

extension HookOutput where Input: WatchHookInput {
  /// The files whose changes hooks for ``HookEvent/fileChanged`` are told. (`watchPaths`)
  public var watchPaths: [String]? {
    get { self[texts: "watchPaths"] }
    set { self[texts: "watchPaths"] = newValue }
  }

  /// Says which files to watch.
  ///
  /// - Parameter paths: Their paths.
  /// - Returns: The output.
  public static func watch(_ paths: [String]) -> Self { .with { $0.watchPaths = paths } }
}

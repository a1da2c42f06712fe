/// What a hook answers. Everything is optional; ``continue`` has no opinion at all.
///
/// Events have factories of their own for what they can decide, such as `.deny("No.")` for ``HookEvent/preToolUse``, and
/// properties for all they can say. ``with(_:)`` sets several of these:
///
/// ```swift
/// Hook(.userPromptSubmit) { _ in
///   .with {
///     $0.additionalContext = "The user is in Paris."
///     $0.sessionTitle = "Paris"
///   }
/// }
/// ```
public struct HookOutput<Input: HookInput>: Hashable, Sendable {
  /// Whether the session goes on; false stops it after this event. Nil leaves it to the CLI, which goes on. (`continue`)
  public var continues: Bool?
  /// What the user is told when ``continues`` is false. (`stopReason`)
  public var stopReason: String?
  /// Whether the hook's output is kept out of the transcript. (`suppressOutput`)
  public var suppressOutput: Bool?
  /// `block` where the event can be blocked. (`decision`)
  public var decision: HookDecision?
  /// Why; the model reads it. (`reason`)
  public var reason: String?
  /// What the user is shown. (`systemMessage`)
  public var systemMessage: String?
  /// Fields of `hookSpecificOutput`, without `hookEventName`, which is added. Empty for none. The properties of an
  /// event's output read and write it; what has no property can be set here.
  public var specific: JSONObject
  /// Fields that this library does not know, such as `terminalSequence`; they win over all others.
  public var additionalFields: JSONObject

  /// Makes an output without an opinion.
  public init() {
    specific = [:]
    additionalFields = [:]
  }

  /// Makes an output with these fields in `hookSpecificOutput`.
  ///
  /// - Parameter specific: The fields, without `hookEventName`.
  public init(specific: JSONObject) {
    self.init()
    self.specific = specific
  }

  /// Makes an output and sets what it says.
  ///
  /// - Parameter fill: Sets the properties.
  /// - Returns: The output.
  /// - Throws: What `fill` throws.
  public static func with<Failure: Error>(_ fill: (inout Self) throws(Failure) -> Void) throws(Failure) -> Self {
    var output = Self()
    try fill(&output)
    return output
  }

  /// No opinion: what would happen without the hook happens.
  public static var `continue`: Self { Self() }

  /// Stops the session after this event.
  ///
  /// - Parameter reason: What the user is told.
  /// - Returns: The output.
  public static func stop(_ reason: String) -> Self {
    var output = Self()
    output.continues = false
    output.stopReason = reason
    return output
  }

  /// Tells the CLI not to wait: nothing can be decided or added any more. (`async`, `asyncTimeout`)
  ///
  /// - Parameter timeout: How long what the hook has started may take; nil for the CLI's default.
  /// - Returns: The output.
  public static func detached(timeout: Duration? = nil) -> Self {
    var output = Self()
    output.additionalFields["async"] = true
    if let timeout { output.additionalFields["asyncTimeout"] = .integer(timeout.wholeMilliseconds) }
    return output
  }
}

/// How the properties of an event's output read and write their fields. Nil takes a field away.
extension HookOutput {
  subscript(text key: String) -> String? {
    get { specific[key]?.string }
    set { specific[key] = newValue.map { .string($0) } }
  }

  subscript(flag key: String) -> Bool? {
    get { specific[key]?.bool }
    set { specific[key] = newValue.map { .bool($0) } }
  }

  subscript(texts key: String) -> [String]? {
    get { specific[key]?.array.map { $0.compactMap(\.string) } }
    set { specific[key] = newValue.map { .array($0.map { .string($0) }) } }
  }

  subscript(object key: String) -> JSONObject? {
    get { specific[key]?.object }
    set { specific[key] = newValue.map { .object($0) } }
  }

  subscript<Name: OpenStringEnum>(name key: String) -> Name? {
    get { specific[key]?.string.map(Name.init(rawValue:)) }
    set { specific[key] = newValue.map { .string($0.rawValue) } }
  }
}

/// The decision of a hook about its event. Other values reach the CLI as they are.
public struct HookDecision: OpenStringEnum {
  /// The value on the wire.
  public let rawValue: String
  /// Makes a decision from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What the event is about does not happen; the reason goes to the model.
  public static let block = HookDecision(rawValue: "block")
}

extension Duration {
  /// Rounded up to whole milliseconds, within the range of `Int`, never negative.
  var wholeMilliseconds: Int {
    guard self > .zero else { return 0 }
    // Beyond this a duration may not fit its own parts.
    guard self < .seconds(1 << 40) else { return 1 << 50 }
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

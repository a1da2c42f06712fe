internal import FastTransport

/// The hooks of a run, each with the id by which the CLI calls it.
///
/// The ids are `hook_0`, `hook_1`, … counted over the events in the order in which they first occur, and within an event
/// over its hooks: the number is the place in the table.
struct HookTable: Sendable {
  /// A hook in the table. An object, so that a look-up copies nothing.
  final class Entry: Sendable {
    let hook: Hook
    /// Whether its answers may change what the session allows.
    let changesRules: Bool

    init(_ hook: Hook) {
      self.hook = hook
      changesRules = hook.event == HookEvent.permissionRequest.name
    }

    /// What reports call it.
    var label: String { "hook \(hook.event)" }
  }

  /// In the order of their ids.
  private let hooks: [Hook]
  private let entries: [Entry]

  init(_ hooks: [Hook]) {
    var groups: OrderedMap<[Hook]> = [:]
    for hook in hooks { groups[hook.event] = (groups[hook.event] ?? []) + [hook] }
    self.hooks = groups.values.flatMap { $0 }
    entries = self.hooks.map(Entry.init)
  }

  var isEmpty: Bool { hooks.isEmpty }

  /// The events that hooks are registered for, each once, in the order of the ids.
  var events: [String] { registration.keys }

  /// What `initialize` says about hooks: event to list of matchers.
  var registration: JSONObject {
    var events: OrderedMap<[JSONValue]> = [:]
    for (number, hook) in hooks.enumerated() {
      events[hook.event] = (events[hook.event] ?? []) + [hook.registration(id: "\(Self.prefix)\(number)")]
    }
    return JSONObject(events.lazy.map { ($0.key, .array($0.value)) })
  }

  // MARK: Look-up

  private static let prefix: StaticString = "hook_"

  /// The hook of an id as it stands in a request; nil for one that was not given out.
  subscript(callbackID id: JSONView) -> Entry? {
    guard let number = id.node.number(behind: Self.prefix), entries.indices.contains(number) else { return nil }
    return entries[number]
  }

  // MARK: Failure policies

  /// The first hook that asks for another policy than to go on. A CLI that does not know policies would go on.
  var firstDemand: Hook? { hooks.first { $0.onFailure != nil && $0.onFailure != .continue } }

  /// Whether a policy other than to go on was asked for.
  var demandsFailurePolicy: Bool { firstDemand != nil }

  /// The gating events whose hooks block on failure because nothing else was asked for.
  var eventsBlockingByDefault: [String] {
    var events: OrderedMap<Void> = [:]
    for hook in hooks where hook.gate != nil && hook.onFailure == nil { events[hook.event] = () }
    return events.keys
  }

  /// Whether a gating hook blocks on failure because nothing else was asked for.
  var defaultsToBlock: Bool { !eventsBlockingByDefault.isEmpty }
}

extension Hook {
  /// The hook's matcher as `initialize` has it.
  fileprivate func registration(id: String) -> JSONValue {
    // The matcher is always there.
    var fields: JSONObject = [
      "matcher": matcher.map { .string($0) } ?? .null, "hookCallbackIds": [.string(id)],
    ]
    fields["timeout"] = timeout.map(\.secondsOnTheWire)
    fields["onFailure"] = (onFailure ?? (gate == nil ? nil : .block)).map { .string($0.rawValue) }
    return .object(fields)
  }
}

extension Duration {
  /// As a number of seconds, an integer when it is whole; never negative.
  fileprivate var secondsOnTheWire: JSONValue {
    guard self > .zero else { return 0 }
    // Beyond this a duration may not fit its own parts.
    guard self < .seconds(1 << 40) else { return .integer(1 << 40) }
    let (seconds, attoseconds) = components
    return attoseconds == 0 ? .integer(Int(seconds)) : .number(Double(seconds) + Double(attoseconds) * 1e-18)
  }
}

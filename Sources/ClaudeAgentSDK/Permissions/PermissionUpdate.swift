/// A change of the permissions: what the CLI suggests, and what an answer that allows a call may ask for.
///
/// ```swift
/// .addRules(rules: [PermissionRule(toolName: "Bash", ruleContent: "git status")], behavior: .allow,
///   destination: .session)
/// ```
///
/// A suggestion of the CLI that goes back in an answer is the same JSON as it came.
public enum PermissionUpdate: Hashable, Sendable {
  /// Adds rules to those that are there. Without a destination it is the session's.
  case addRules(rules: [PermissionRule], behavior: PermissionBehavior, destination: PermissionDestination? = nil)
  /// Puts rules in place of all with the same behaviour. Without a destination it is the session's.
  case replaceRules(rules: [PermissionRule], behavior: PermissionBehavior, destination: PermissionDestination? = nil)
  /// Takes rules away. Without a destination it is the session's.
  case removeRules(rules: [PermissionRule], behavior: PermissionBehavior, destination: PermissionDestination? = nil)
  /// Changes the permission mode. Without a destination it is the session's.
  case setMode(PermissionMode, destination: PermissionDestination? = nil)
  /// Adds folders that the tools may work in. Without a destination it is the session's.
  case addDirectories([String], destination: PermissionDestination? = nil)
  /// Takes folders away. Without a destination it is the session's.
  case removeDirectories([String], destination: PermissionDestination? = nil)
  /// A change of a type that this version does not know, or one with a part missing or of the wrong kind.
  case unknown(JSONObject)

  /// Reads a change as the CLI writes it. What cannot be read is ``unknown(_:)``.
  ///
  /// - Parameter json: The change. Whatever it is, reading is safe.
  public init(json: JSONView) {
    self.init(json.value?.object ?? [:])
  }

  /// Reads a change from an object.
  init(_ object: JSONObject) {
    self = Self.known(object) ?? .unknown(object)
  }

  /// The change as the CLI reads it; nil for one that it would not take, and with it all others of the same answer.
  ///
  /// Such are an ``unknown(_:)`` without a `type`, and one of a known type that lacks a part, such as a rule without its
  /// tool.
  public var json: JSONObject? {
    switch self {
    case .addRules(let rules, let behavior, let destination): Self.json("addRules", rules, behavior, destination)
    case .replaceRules(let rules, let behavior, let destination):
      Self.json("replaceRules", rules, behavior, destination)
    case .removeRules(let rules, let behavior, let destination): Self.json("removeRules", rules, behavior, destination)
    case .setMode(let mode, let destination): Self.json("setMode", destination, "mode", .string(mode.rawValue))
    case .addDirectories(let folders, let destination):
      Self.json("addDirectories", destination, "directories", .array(folders.map { .string($0) }))
    case .removeDirectories(let folders, let destination):
      Self.json("removeDirectories", destination, "directories", .array(folders.map { .string($0) }))
    case .unknown(let object): Self.json(unknown: object)
    }
  }

  private static func known(_ object: JSONObject) -> PermissionUpdate? {
    guard let type = object["type"]?.string else { return nil }
    var destination: PermissionDestination?
    if let value = object["destination"], value != .null {
      guard let name = value.string else { return nil }
      destination = PermissionDestination(rawValue: name)
    }
    switch type {
    case "addRules", "replaceRules", "removeRules":
      guard let rules = all(object["rules"], PermissionRule.init),
        let behavior = object["behavior"]?.string.map(PermissionBehavior.init(rawValue:))
      else { return nil }
      switch type {
      case "addRules": return .addRules(rules: rules, behavior: behavior, destination: destination)
      case "replaceRules": return .replaceRules(rules: rules, behavior: behavior, destination: destination)
      default: return .removeRules(rules: rules, behavior: behavior, destination: destination)
      }
    case "setMode":
      return object["mode"]?.string.map { .setMode(PermissionMode(rawValue: $0), destination: destination) }
    case "addDirectories":
      return all(object["directories"], \.string).map { .addDirectories($0, destination: destination) }
    case "removeDirectories":
      return all(object["directories"], \.string).map { .removeDirectories($0, destination: destination) }
    default: return nil
    }
  }

  /// Every element, or nil when one is not what it should be.
  private static func all<Part>(_ value: JSONValue?, _ part: (JSONValue) -> Part?) -> [Part]? {
    guard let elements = value?.array else { return nil }
    let parts = elements.compactMap(part)
    return parts.count == elements.count ? parts : nil
  }

  private static func json(
    _ type: String, _ rules: [PermissionRule], _ behavior: PermissionBehavior, _ destination: PermissionDestination?
  ) -> JSONObject {
    var object = json(type, destination, "rules", .array(rules.map(\.json)))
    object["behavior"] = .string(behavior.rawValue)
    return object
  }

  private static func json(
    _ type: String, _ destination: PermissionDestination?, _ key: String, _ value: JSONValue
  ) -> JSONObject {
    ["type": .string(type), "destination": .string((destination ?? .session).rawValue), key: value]
  }

  private static let knownTypes = [
    "addRules", "replaceRules", "removeRules", "setMode", "addDirectories", "removeDirectories",
  ]

  private static func json(unknown object: JSONObject) -> JSONObject? {
    guard let type = object["type"]?.string else { return nil }
    return knownTypes.contains(type) ? known(object)?.json : object
  }
}

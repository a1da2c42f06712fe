/// What a permission rule covers: a tool, or some of its calls.
public struct PermissionRule: Hashable, Sendable {
  /// The tool. (`toolName`)
  public var toolName: String
  /// Which of its calls, in the tool's own words, such as `git *` for `Bash`; nil and empty cover the whole tool.
  /// (`ruleContent`)
  public var ruleContent: String?

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - toolName: The tool.
  ///   - ruleContent: Which of its calls; nil for all.
  public init(toolName: String, ruleContent: String? = nil) {
    self.toolName = toolName
    self.ruleContent = ruleContent
  }

  /// Nil for a rule without a tool, and for a content that is no text: reading that as none would cover the whole tool.
  init?(_ json: JSONValue) {
    guard let toolName = json["toolName"]?.string else { return nil }
    let content = json["ruleContent"]
    guard content == nil || content == .null || content?.string != nil else { return nil }
    self.init(toolName: toolName, ruleContent: content?.string)
  }

  /// The rule as the CLI reads it. A null content would make it throw away all updates of an answer.
  var json: JSONValue {
    var fields: JSONObject = ["toolName": .string(toolName)]
    if let ruleContent { fields["ruleContent"] = .string(ruleContent) }
    return .object(fields)
  }
}

/// What a rule does about the calls it covers. Other values reach the CLI as they are.
public struct PermissionBehavior: OpenStringEnum {
  /// The value on the wire.
  public let rawValue: String
  /// Makes a behaviour from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// They are allowed.
  public static let allow = PermissionBehavior(rawValue: "allow")
  /// They are denied.
  public static let deny = PermissionBehavior(rawValue: "deny")
  /// Somebody is asked.
  public static let ask = PermissionBehavior(rawValue: "ask")
}

/// Where a change of the permissions is kept. Other values reach the CLI as they are.
public struct PermissionDestination: OpenStringEnum {
  /// The value on the wire.
  public let rawValue: String
  /// Makes a destination from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The user's settings file, for every project.
  public static let userSettings = PermissionDestination(rawValue: "userSettings")
  /// The project's settings file, which its people share.
  public static let projectSettings = PermissionDestination(rawValue: "projectSettings")
  /// The project's settings file of this user alone.
  public static let localSettings = PermissionDestination(rawValue: "localSettings")
  /// Nowhere: the change ends with the session.
  public static let session = PermissionDestination(rawValue: "session")
  /// With what came from the command line.
  public static let commandLine = PermissionDestination(rawValue: "cliArg")
}

/// What the CLI does when a tool needs a permission (`--permission-mode`). Other values reach the CLI as they are.
public struct PermissionMode: OpenStringEnum {
  /// The value on the command line and in control requests.
  public let rawValue: String
  /// Makes a mode from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Rules decide; what none decides is asked for.
  public static let `default` = PermissionMode(rawValue: "default")
  /// Edits of files in the working directory are allowed without asking.
  public static let acceptEdits = PermissionMode(rawValue: "acceptEdits")
  /// The model plans and changes nothing.
  public static let plan = PermissionMode(rawValue: "plan")
  /// Everything is allowed. The CLI refuses it for root outside a sandbox.
  public static let bypassPermissions = PermissionMode(rawValue: "bypassPermissions")
  /// What would be asked for is denied.
  public static let dontAsk = PermissionMode(rawValue: "dontAsk")
  /// A classifier decides what would be asked for.
  public static let auto = PermissionMode(rawValue: "auto")
}

/// What a tool knows about the call it serves.
public struct ToolContext: Sendable {
  /// The server that the tool belongs to, by the name that the CLI uses.
  public let serverName: String
  /// The tool.
  public let toolName: String
  /// What the CLI says about the call beside its arguments (`_meta`).
  let metadata: JSONView?

  /// Sends a progress notification; nil when the CLI has not asked for progress.
  let progress: (@Sendable (Double, Double?, String?) -> Void)?

  /// The model's call (`_meta.claudecode/toolUseId`).
  public var toolUseID: String? { metadata?["claudecode/toolUseId"]?.string }

  /// Tells the CLI how far the tool has come (`notifications/progress`). Nothing happens when it has not asked for it.
  ///
  /// - Parameters:
  ///   - progress: How much is done; must grow from call to call.
  ///   - total: How much there is to do, in the same unit; nil when that is not known.
  ///   - message: What is being done, for people.
  public func report(progress: Double, total: Double? = nil, message: String? = nil) {
    self.progress?(progress, total, message)
  }
}

internal import FastTransport

extension ClaudeClient {
  /// What fills the context window. (`get_context_usage`)
  ///
  /// - Parameter detail: How exactly to count; nil for ``ContextUsage/Detail/full``, which asks the service about each
  ///   kind of content.
  /// - Returns: Tokens by kind.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func contextUsage(detail: ContextUsage.Detail? = nil) async throws(ClaudeAgentError) -> ContextUsage {
    let fields: JSONObject = detail.map { ["detail": .string($0.rawValue)] } ?? [:]
    return ContextUsage(json: try await control("get_context_usage", fields))
  }

  /// Cost of the session and use of the plan. The CLI calls the form of the answer experimental. (`get_usage`)
  ///
  /// - Parameter skipsBehaviors: Whether the CLI need not read the transcripts of the last week for
  ///   ``UsageReport/behaviors``. (`skip_behaviors`)
  /// - Returns: Cost and limits.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func usage(skippingBehaviors skipsBehaviors: Bool = false) async throws(ClaudeAgentError) -> UsageReport {
    UsageReport(json: try await control("get_usage", skipsBehaviors ? ["skip_behaviors": true] : [:]))
  }

  /// Cost of the session as the terminal shows it. (`get_session_cost`)
  ///
  /// - Returns: Some lines for people; for numbers see ``usage(skippingBehaviors:)`` and ``UsageLedger``.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func sessionCost() async throws(ClaudeAgentError) -> String {
    try await control("get_session_cost")["text"]?.string ?? ""
  }

  /// The models to choose from, asked for now. (`list_models`)
  ///
  /// - Returns: The models.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func models() async throws(ClaudeAgentError) -> [ModelInfo] {
    UnknownObject(json: try await control("list_models")).objects("models")
  }

  /// The version of the CLI that runs. (`get_binary_version`)
  ///
  /// - Returns: The version.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func binaryVersion() async throws(ClaudeAgentError) -> BinaryVersion {
    BinaryVersion(json: try await control("get_binary_version"))
  }

  /// What the CLI shows about itself and the session, as texts for people. (`get_status`)
  ///
  /// - Returns: The sections, in the terminal's order.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func status() async throws(ClaudeAgentError) -> [StatusSection] {
    UnknownObject(json: try await control("get_status")).objects("sections")
  }
}

extension ContextUsage {
  /// How exactly tokens are counted. Other values reach the CLI as they are.
  public struct Detail: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Estimated, without asking the service.
    public static let summary = Detail(rawValue: "summary")
    /// Counted by the service, with a request for each kind of content.
    public static let full = Detail(rawValue: "full")
  }
}

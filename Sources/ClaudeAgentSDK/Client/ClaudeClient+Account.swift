internal import FastTransport

extension ClaudeClient {
  /// Begins to sign in to the service: gives the pages to choose from. (`claude_authenticate`)
  ///
  /// - Parameter usesSubscription: Whether with a plan of claude.ai; false for an account that pays by use; nil leaves
  ///   it to the CLI. (`loginWithClaudeAi`)
  /// - Returns: The pages.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func beginSignIn(withSubscription usesSubscription: Bool? = nil) async throws(ClaudeAgentError) -> SignIn {
    let fields: JSONObject = usesSubscription.map { ["loginWithClaudeAi": .bool($0)] } ?? [:]
    return SignIn(json: try await control("claude_authenticate", fields))
  }

  /// Hands over the code that the page ``SignIn/manualURL`` has ended with. (`claude_oauth_callback`)
  ///
  /// - Parameters:
  ///   - code: The code, in front of the `#`. (`authorizationCode`)
  ///   - state: What stands behind it.
  /// - Returns: The account.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses codes that nobody waits for.
  @discardableResult
  public func completeSignIn(code: String, state: String) async throws(ClaudeAgentError) -> AccountInfo {
    let answer = try await control(
      "claude_oauth_callback", ["authorizationCode": .string(code), "state": .string(state)])
    return AccountInfo(json: answer["account"] ?? .null)
  }

  /// Waits until somebody has signed in on the page ``SignIn/automaticURL``. (`claude_oauth_wait_for_completion`)
  ///
  /// - Parameter timeout: How long to wait.
  /// - Returns: The account.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func waitForSignIn(timeout: Duration = .seconds(300)) async throws(ClaudeAgentError) -> AccountInfo {
    AccountInfo(json: try await control("claude_oauth_wait_for_completion", timeout: timeout)["account"] ?? .null)
  }

  /// Lets the session be followed and steered from claude.ai, or ends that. (`remote_control`)
  ///
  /// - Parameters:
  ///   - isEnabled: Whether it may.
  ///   - name: The name that is shown there.
  /// - Returns: The whole answer.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func setRemoteControl(
    enabled isEnabled: Bool, name: String? = nil
  ) async throws(ClaudeAgentError) -> JSONView {
    var fields: JSONObject = ["enabled": .bool(isEnabled)]
    fields["name"] = name.map { .string($0) }
    return try await control("remote_control", fields)
  }
}

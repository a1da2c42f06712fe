/// How somebody signs in to the service (`claude_authenticate`).
public struct SignIn: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// A page that ends with a code for ``ClaudeClient/completeSignIn(code:state:)``. (`manualUrl`)
  public var manualURL: String? { string("manualUrl") }

  /// A page that hands the code to the CLI, in a browser on the same machine. (`automaticUrl`)
  public var automaticURL: String? { string("automaticUrl") }
}

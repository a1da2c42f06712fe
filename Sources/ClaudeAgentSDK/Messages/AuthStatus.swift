/// A sign-in is under way (`auth_status`).
public struct AuthStatus: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Whether it still is (`isAuthenticating`).
  public var isAuthenticating: Bool { flag("isAuthenticating") }

  /// Lines to show (`output`).
  public var output: [String] { strings("output") }

  /// Why it failed (`error`).
  public var error: String? { string("error") }
}

/// A part of a resource (an entry of `contents`). It comes from a third party: show it in a sandbox.
public struct MCPResourceContents: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The resource. (`uri`)
  public var uri: String { text("uri") }

  /// What it is. (`mimeType`)
  public var mimeType: String? { string("mimeType") }

  /// The text, of one that is text. (`text`)
  public var text: String? { string("text") }

  /// The bytes in Base64, of one that is not. (`blob`)
  public var blob: String? { string("blob") }

  /// What the server says beside it. (`_meta`)
  public var metadata: JSONView? { view("_meta") }
}

/// The account that pays (`account`). What is not known is nil.
public struct AccountInfo: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Its address. (`email`)
  public var email: String? { string("email") }

  /// Its organisation. (`organization`)
  public var organization: String? { string("organization") }

  /// Its plan. (`subscriptionType`)
  public var subscriptionType: String? { string("subscriptionType") }

  /// Where the token is from; `none` for none. (`tokenSource`)
  public var tokenSource: String? { string("tokenSource") }

  /// Where the API key is from, such as `ANTHROPIC_API_KEY`. (`apiKeySource`)
  public var apiKeySource: String? { string("apiKeySource") }

  /// Who runs the models: `firstParty`, `bedrock`, `vertex` and others. (`apiProvider`)
  public var apiProvider: String? { string("apiProvider") }
}

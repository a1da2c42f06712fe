/// What went wrong at the API (`error` of an `assistant` line).
public struct AssistantError: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String

  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The key or token is not accepted.
  public static let authenticationFailed = Self(rawValue: "authentication_failed")

  /// The organisation may not use this.
  public static let organizationNotAllowed = Self(rawValue: "oauth_org_not_allowed")

  /// The account is on hold.
  public static let accountOnHold = Self(rawValue: "account_on_hold")

  /// The account must be verified.
  public static let verificationRequired = Self(rawValue: "verification_required")

  /// The account cannot pay.
  public static let billingError = Self(rawValue: "billing_error")

  /// A rate limit was reached.
  public static let rateLimit = Self(rawValue: "rate_limit")

  /// The API is overloaded.
  public static let overloaded = Self(rawValue: "overloaded")

  /// The API did not accept the request.
  public static let invalidRequest = Self(rawValue: "invalid_request")

  /// There is no such model, or it may not be used.
  public static let modelNotFound = Self(rawValue: "model_not_found")

  /// The API failed.
  public static let serverError = Self(rawValue: "server_error")

  /// The answer was longer than allowed.
  public static let maxOutputTokens = Self(rawValue: "max_output_tokens")

  /// The cloud provider's credentials are not accepted.
  public static let cloudCredentialError = Self(rawValue: "cloud_credential_error")

  /// Something else.
  public static let unknown = Self(rawValue: "unknown")
}

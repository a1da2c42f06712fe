/// A file as the CLI has read it (`read_file`).
public struct FileContents: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The text, or the bytes in Base64; see ``encoding``. (`contents`)
  public var contents: String { text("contents") }

  /// Where the file is. (`absPath`)
  public var absolutePath: String { text("absPath") }

  /// Whether the file is longer than what was read. (`truncated`)
  public var isTruncated: Bool { flag("truncated") }

  /// Whether bytes that are no UTF-8 were replaced; nil for Base64. (`lossy`)
  public var isLossy: Bool? { bool("lossy") }

  /// How ``contents`` are written. A CLI that knows no Base64 answers with text whatever was asked for. (`encoding`)
  public var encoding: FileEncoding { open("encoding") ?? .utf8 }
}

/// How the contents of a file travel. Other values reach the CLI as they are.
public struct FileEncoding: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// As text; what is no UTF-8 is replaced.
  public static let utf8 = Self(rawValue: "utf-8")
  /// As bytes in Base64.
  public static let base64 = Self(rawValue: "base64")
}

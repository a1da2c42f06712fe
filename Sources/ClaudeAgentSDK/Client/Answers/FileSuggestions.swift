/// Files that may be meant by the beginning of a path (`file_suggestions`).
public struct FileSuggestions: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The files, the best first. (`suggestions`)
  public var files: [File] { objects("suggestions") }

  /// The directory that relative paths start from. (`cwd`)
  public var workingDirectory: String? { string("cwd") }

  /// A file or a directory that may be meant (`suggestions`).
  public struct File: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Its path; a directory ends with a separator. (`path`)
    public var path: String { text("path") }

    /// How well it fits. (`score`)
    public var score: Double? { double("score") }
  }
}

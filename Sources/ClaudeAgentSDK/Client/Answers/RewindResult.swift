/// What rewinding files has done, or would do (`rewind_files`).
public struct RewindResult: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Whether files can be rewound to that prompt. (`canRewind`)
  public var canRewind: Bool { flag("canRewind") }

  /// Why not, in words. (`error`)
  public var error: String? { string("error") }

  /// The files; named by a dry run only. (`filesChanged`)
  public var filesChanged: [String] { strings("filesChanged") }

  /// Lines that come in; counted by a dry run only. (`insertions`)
  public var insertions: Int? { int("insertions") }

  /// Lines that go; counted by a dry run only. (`deletions`)
  public var deletions: Int? { int("deletions") }

  /// Links that were left alone. (`skippedLinks`)
  public var skippedLinks: Int? { int("skippedLinks") }
}

/// The end of what a background command has written (`get_task_output`).
public struct TaskOutput: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The end of the output, at most 8 KiB. (`output`)
  public var text: String { text("output") }

  /// The size of the whole output, in bytes. (`total_bytes`)
  public var totalBytes: Int { int("total_bytes") ?? 0 }

  /// Whether the output is longer than ``text``. (`truncated`)
  public var isTruncated: Bool { flag("truncated") }
}

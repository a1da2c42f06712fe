/// A file put into the code execution container (`container_upload`).
public struct ContainerUploadBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The file at the API (`file_id`).
  public var fileID: String { text("file_id") }
}

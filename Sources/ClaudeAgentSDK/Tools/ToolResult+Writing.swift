internal import FastTransport

extension ToolResult {
  /// Writes the result of `tools/call`.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("content")
    writer.beginArray()
    for part in content { part.write(to: &writer) }
    writer.endArray()
    if let structuredContent {
      writer.key("structuredContent")
      structuredContent.write(to: &writer)
    }
    writer.field("isError", isError)
    writer.endObject()
  }
}

extension ToolContent {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch self {
    case .text(let text):
      writer.field("type", literal: "text")
      writer.field("text", text)
    case .image(let base64, let mediaType): writeMedia("image", base64, mediaType, to: &writer)
    case .audio(let base64, let mediaType): writeMedia("audio", base64, mediaType, to: &writer)
    case .resource(let uri, let text, let mediaType):
      writeResource(uri, "text", text, mediaType, to: &writer)
    case .binaryResource(let uri, let base64, let mediaType):
      writeResource(uri, "blob", base64, mediaType, to: &writer)
    case .resourceLink(let uri, let name, let description, let mediaType):
      writer.field("type", "resource_link")
      writer.field("uri", uri)
      writer.field("name", name)
      if let description { writer.field("description", description) }
      if let mediaType { writer.field("mimeType", mediaType) }
    case .other(let block):
      for (key, value) in block {
        writer.key(key)
        value.write(to: &writer)
      }
    }
    writer.endObject()
  }

  private func writeMedia(_ type: StaticString, _ base64: String, _ mediaType: String, to writer: inout JSONWriter) {
    writer.field("type", literal: type)
    writer.field("data", base64)
    writer.field("mimeType", mediaType)
  }

  private func writeResource(
    _ uri: String, _ key: StaticString, _ content: String, _ mediaType: String?, to writer: inout JSONWriter
  ) {
    writer.field("type", "resource")
    writer.key("resource")
    writer.beginObject()
    writer.field("uri", uri)
    if let mediaType { writer.field("mimeType", mediaType) }
    writer.field(key, content)
    writer.endObject()
  }
}

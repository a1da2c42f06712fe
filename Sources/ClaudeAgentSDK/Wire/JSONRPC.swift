internal import FastTransport

/// Messages of JSON-RPC 2.0 as MCP uses them, on their way back to the CLI inside `mcp_response`.
enum JSONRPC {
  /// The codes of errors.
  enum Code: Int {
    case invalidRequest = -32600
    case methodNotFound = -32601
    case internalError = -32603
    case requestCancelled = -32800
  }

  /// The revisions of MCP that are spoken, the newest first.
  static let protocolVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]

  /// A response with a result.
  ///
  /// - Parameters:
  ///   - id: The id as it stood in the request.
  ///   - write: Writes the result.
  static func result(
    to writer: inout JSONWriter, id: JSONNode?, _ write: (inout JSONWriter) -> Void
  ) {
    envelope(&writer, id) { writer in
      writer.frame(#""result":"#)
      write(&writer)
    }
  }

  /// A response with an error.
  static func error(to writer: inout JSONWriter, id: JSONNode?, _ code: Code, _ message: String) {
    envelope(&writer, id ?? JSONNode(literal: "null")) { writer in
      writer.frame(#""error":{"code":"#)
      writer.integer(code.rawValue)
      writer.frame(#","message":"#)
      writer.string(message)
      writer.frame("}")
    }
  }

  /// What the control request of a notification is acknowledged with; it has no id.
  static func acknowledgement(to writer: inout JSONWriter) {
    envelope(&writer, nil) { $0.frame(#""result":{}"#) }
  }

  private static func envelope(_ writer: inout JSONWriter, _ id: JSONNode?, _ body: (inout JSONWriter) -> Void) {
    writer.frame(#"{"mcp_response":{"jsonrpc":"2.0","#)
    if let id {
      writer.frame(#""id":"#)
      if !writer.copy(id) { writer.null() }
      writer.frame(",")
    }
    body(&writer)
    writer.frame("}}")
  }
}

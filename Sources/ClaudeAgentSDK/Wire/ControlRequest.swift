internal import FastTransport

/// A request of the CLI that wants an answer (`control_request`).
package struct ControlRequest: Sendable {
  /// The id that the answer must bear.
  package let id: String
  /// What is asked for (`request.subtype`).
  package let subtype: String
  /// The `request` object.
  package let body: JSONView

  /// Nil when the frame has no id or no request: such a frame cannot be answered.
  init?(_ node: JSONNode) {
    guard let id = node.string(at: "request_id"), let body = node.at("request") else { return nil }
    self.id = id
    self.body = JSONView(node: body)
    subtype = body.string(at: "subtype") ?? ""
  }
}

/// Answers requests of the CLI. Looked up for each request, so that the whole table can be swapped on a connection that
/// goes to another user.
package struct HandlerTable: Sendable {
  /// Called on the loop; must not block. Answers through the reply, now or later, exactly once.
  package typealias Handler = @Sendable (ControlRequest, ControlReply) -> Void

  /// By subtype.
  package var handlers: [String: Handler]
  /// The CLI no longer wants an answer to the request with this id (`control_cancel_request`).
  package var cancelled: @Sendable (String) -> Void

  package init(handlers: [String: Handler] = [:], cancelled: @escaping @Sendable (String) -> Void = { _ in }) {
    self.handlers = handlers
    self.cancelled = cancelled
  }

  /// What answers requests that nobody serves: an error, never silence.
  static func unsupported(_ request: ControlRequest, _ reply: ControlReply) {
    reply.fail("Unsupported control request subtype: \(request.subtype)")
  }
}

/// The way back for one answer.
package struct ControlReply: Sendable {
  let id: String
  let send: @Sendable ([UInt8]) -> Void

  /// Answers with a payload.
  package func succeed(_ payload: JSONObject) {
    write { writer in
      writer.field("subtype", "success")
      writer.field("request_id", id)
      writer.key("response")
      payload.write(to: &writer)
    }
  }

  /// Answers with an error.
  package func fail(_ message: String) {
    write { writer in
      writer.field("subtype", "error")
      writer.field("request_id", id)
      writer.field("error", message)
    }
  }

  private func write(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("type", "control_response")
    writer.key("response")
    writer.beginObject()
    body(&writer)
    writer.endObject()
    writer.endObject()
    writer.endLine()
    send(writer.finish())
  }
}

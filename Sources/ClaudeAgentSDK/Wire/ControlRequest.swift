internal import FastTransport

/// The id of a request, as it stands in its frame: the answer repeats it byte for byte.
struct RequestID: Sendable {
  let node: JSONNode
  /// The id as a text, for tables of what is under way.
  var text: String { node.string ?? "" }
}

/// A request of the CLI that wants an answer (`control_request`).
struct ControlRequest: Sendable {
  /// The id that the answer must bear.
  let id: RequestID
  /// The `request` object.
  let body: JSONView
  private let fields: JSONPicks

  private static let outer = JSONNames(["request_id", "request"])
  private static let inner = JSONNames([
    "subtype", "input", "callback_id", "tool_use_id", "server_name", "message",
  ])

  /// Nil when the frame has no id or no request: such a frame cannot be answered. One walk finds all there is.
  init?(_ node: JSONNode) {
    let (frame, fields) = node.pick(Self.outer, inner: Self.inner)
    guard let id = frame[0], id.kind == .string, let body = frame[1] else { return nil }
    self.id = RequestID(node: id)
    self.body = JSONView(node: body)
    self.fields = fields
  }

  /// What is asked for (`request.subtype`).
  var subtype: JSONNode? { fields[0] }
  /// `request.input`
  var input: JSONView { fields[1].map(JSONView.init(node:)) ?? .null }
  /// `request.callback_id`
  var callbackID: JSONView? { fields[2].map(JSONView.init(node:)) }
  /// `request.tool_use_id`
  var toolUseID: JSONNode? { fields[3] }
  /// `request.server_name`
  var serverName: String? { fields[4]?.string }
  /// `request.message`
  var message: JSONNode? { fields[5] }
}

/// Writes the frames that answer requests.
enum ControlAnswer {
  /// A line with a payload.
  static func success(_ id: RequestID, _ payload: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(capacity: 384)
    writer.frame(#"{"type":"control_response","response":{"subtype":"success","request_id":"#)
    if !writer.copy(id.node) { writer.string(id.text) }
    writer.frame(#","response":"#)
    payload(&writer)
    writer.frame("}}\n")
    return writer.finish()
  }

  /// A line with an error.
  static func failure(_ id: RequestID, _ message: String) -> [UInt8] {
    var writer = JSONWriter(capacity: 384)
    writer.frame(#"{"type":"control_response","response":{"subtype":"error","request_id":"#)
    if !writer.copy(id.node) { writer.string(id.text) }
    writer.frame(#","error":"#)
    writer.string(message)
    writer.frame("}}\n")
    return writer.finish()
  }

  /// What an error says, for the CLI: the sentence of an error of this library, the description of any other.
  static func text(of error: any Error) -> String {
    (error as? ClaudeAgentError)?.detail ?? "\(error)"
  }
}

internal import FastTransport

/// The id of a request, as it stands in its frame: the answer repeats it byte for byte.
struct RequestID: Sendable {
  let node: JSONNode
  /// The id as a text, for tables of what is under way.
  var text: String { node.string ?? "" }
}

/// A request of the CLI that wants an answer (`control_request`).
struct ControlRequest: Sendable {
  private let fields: JSONPicks

  private static let outer = JSONKeys(["request_id", "request"])
  private static let inner = JSONKeys([
    "subtype", "input", "callback_id", "tool_use_id", "server_name", "message",
  ])

  /// Nil when the frame has no id or no request: such a frame cannot be answered. One walk finds all there is.
  init?(_ node: JSONNode) {
    fields = node.pick(Self.outer, inner: Self.inner)
    guard fields.isString(0), fields.has(1) else { return nil }
  }

  /// The id that the answer must bear.
  var id: RequestID { RequestID(node: fields[0] ?? JSONView.null.node) }
  /// The `request` object.
  var body: JSONView { fields[1].map(JSONView.init(node:)) ?? .null }
  /// What is asked for (`request.subtype`).
  var subtype: String? { fields[inner: 0]?.string }
  /// Whether just this is asked for.
  @inline(__always)
  func asks(for subtype: StaticString) -> Bool { fields.inner(0, equals: subtype) }
  /// `request.input`
  var input: JSONView { fields[inner: 1].map(JSONView.init(node:)) ?? .null }
  /// `request.callback_id`
  var callbackID: JSONView? { fields[inner: 2].map(JSONView.init(node:)) }
  /// `request.tool_use_id`
  var toolUseID: JSONNode? { fields[inner: 3] }
  /// `request.server_name`
  var serverName: String? { fields[inner: 4]?.string }
  /// `request.message`
  var message: JSONNode? { fields[inner: 5] }
}

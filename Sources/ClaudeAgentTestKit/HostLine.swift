internal import ClaudeAgentSDK

/// One line that the host has sent, as far as a script looks at it.
struct HostLine: Sendable {
  let text: String
  let type: String
  /// The id of a control request; nil for every other line.
  let requestID: String?
  let requestSubtype: String?

  init(_ bytes: [UInt8]) {
    var bytes = bytes
    if bytes.last == 0x0A { bytes.removeLast() }
    text = String(decoding: bytes, as: UTF8.self)
    let json = JSONView(copying: bytes)
    type = json?["type"]?.string ?? ""
    requestID = type == "control_request" ? json?["request_id"]?.string : nil
    requestSubtype = json?["request"]?["subtype"]?.string
  }

  /// The line that answers this request.
  func answer(_ payload: String) -> [UInt8] {
    let id = JSONValue.string(requestID ?? "").serialized()
    let line =
      #"{"type":"control_response","response":{"subtype":"success","request_id":\#(id),"response":\#(payload)}}"#
    return Array(line.utf8) + [0x0A]
  }

  /// The line that refuses this request.
  func refusal(_ message: String) -> [UInt8] {
    let id = JSONValue.string(requestID ?? "").serialized()
    let words = JSONValue.string(message).serialized()
    let line = #"{"type":"control_response","response":{"subtype":"error","request_id":\#(id),"error":\#(words)}}"#
    return Array(line.utf8) + [0x0A]
  }
}

import ClaudeAgentSDK
import Testing

@Suite struct WireProjectionTests {
  private func record(_ line: String) throws -> JSONValue {
    try JSONValue(parsing: WireProjection.record(line: 3, try #require(JSONView(copying: line))))
  }

  @Test(arguments: [
    (#"{"type":"control_request","request_id":"r"}"#, "control"), (#"{"type":"transcript_mirror"}"#, "mirror"),
    (#"{"type":"keep_alive"}"#, "unknown"), (#"{"type":"hologram"}"#, "unknown"),
    (#"{"type":"command_lifecycle"}"#, "unknown"), (#"{"x":1}"#, "parse_error"), ("[]", "parse_error"),
    ("{", "not_json"),
    (#"{"type":"user","x":tru}"#, "not_json"), (#"{"type":"result"}"#, "message"),
    (#"{"type":"system","subtype":"session_state_changed","sdk_host_only":true}"#, "host_only"),
    (#"{"type":"system","subtype":"session_state_changed"}"#, "message"),
    (#"{"type":"system","subtype":"init","sdk_host_only":true}"#, "message"),
  ])
  func `a line is of the kind the official SDK makes of it`(_ line: String, _ kind: String) throws {
    let record = try record(line)
    #expect(record["kind"]?.string == kind)
    #expect(record["line"]?.int == 3)
    #expect((record["class"]?.string != nil) == (kind == "message" || kind == "host_only"))
    #expect((record["json"] != nil) == (kind == "unknown"))
    #expect((record["error"] != nil) == (kind == "not_json"))
  }

  @Test func `blocks the official parser drops stand beside its fields`() throws {
    let record = try record(
      #"{"type":"assistant","message":{"content":[{"type":"text","text":"a"},{"type":"hologram","x":1}]}}"#)
    #expect(record["fields"]?["content"] == [["$class": "TextBlock", "text": "a"]])
    #expect(record["beyond"] == [["type": "hologram", "x": 1]])
  }

  @Test func `a lone surrogate passes as it stands in the line`() throws {
    let view = try #require(JSONView(copying: #"{"type":"result","result":"\ud83d","total_cost_usd":1e2}"#))
    let text = String(decoding: WireProjection.record(line: 0, view), as: UTF8.self)
    #expect(text.contains(#""result":"\ud83d""#))
    #expect(text.contains(#""total_cost_usd":1e2"#))
  }
}

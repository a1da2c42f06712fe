import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct PromptTests {
  private func frame(_ prompt: Prompt, sessionID: String = "", verbatim: Bool = false) -> String {
    var writer = JSONWriter()
    prompt.write(to: &writer, sessionID: sessionID, verbatim: verbatim, freshUUID: "u-1")
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test func `text becomes a user frame on one line`() {
    #expect(
      frame("Hi \"you\"\n") == #"{"type":"user","message":{"role":"user","content":"Hi \"you\"\n"},"#
        + #""parent_tool_use_id":null,"session_id":"","uuid":"u-1"}"#)
  }

  @Test func `blocks keep their order and their form`() throws {
    let prompt: Prompt = [
      .text("look"), .image([0x89, 0x50, 0x4E, 0x47], mediaType: "image/png"), .image(url: "https://a.example/i"),
      .document(text: "body", title: "d"), .document([0x25], title: nil), .document(url: "https://a.example/d"),
    ]
    let content = try JSONValue(parsing: frame(prompt))["message"]?["content"]
    #expect(
      content == [
        ["type": "text", "text": "look"],
        ["type": "image", "source": ["type": "base64", "media_type": "image/png", "data": "iVBORw=="]],
        ["type": "image", "source": ["type": "url", "url": "https://a.example/i"]],
        ["type": "document", "source": ["type": "text", "media_type": "text/plain", "data": "body"], "title": "d"],
        ["type": "document", "source": ["type": "base64", "media_type": "application/pdf", "data": "JQ=="]],
        ["type": "document", "source": ["type": "url", "url": "https://a.example/d"]],
      ])
  }

  @Test func `a verbatim run marks every frame, whatever the prompt says`() throws {
    var prompt: Prompt = "/clear"
    prompt.additionalFields["client_composed"] = false
    #expect(try JSONValue(parsing: frame(prompt, verbatim: true))["client_composed"] == true)
    #expect(try JSONValue(parsing: frame(prompt))["client_composed"] == false)
    #expect(try JSONValue(parsing: frame("x"))["client_composed"] == nil)
  }

  @Test func `the prompt's own id, priority and fields win`() throws {
    var prompt: Prompt = "x"
    prompt.uuid = "mine"
    prompt.priority = .later
    prompt.startsTurn = false
    prompt.additionalFields = ["session_id": "s", "origin": ["kind": "human"]]
    #expect(
      frame(prompt, sessionID: "default") == #"{"type":"user","message":{"role":"user","content":"x"},"#
        + #""parent_tool_use_id":null,"uuid":"mine","priority":"later","shouldQuery":false,"session_id":"s","#
        + #""origin":{"kind":"human"}}"#)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
  ])
  func `base 64 follows the test vectors of its RFC`(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }

  @Test func `base 64 knows every byte`() {
    #expect(Base64.encode([0xFB, 0xFF, 0xFE, 0x00]) == "+//+AA==")
  }
}

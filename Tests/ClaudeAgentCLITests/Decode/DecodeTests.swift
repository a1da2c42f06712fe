import Foundation
import Testing

@Suite struct DecodeTests {
  @Test func `each line becomes a record, good or bad`() async throws {
    let input = """
      {"type":"assistant","message":{"content":[{"type":"text","text":"hi"}]}}

      stray output
      {"type":"cut"
      [1]
      {"a":1}
        {"type":"news"}\u{20}
      {"type":"result","subtype":"success"}
      {"type":"assis
      """
    let outcome = try await Tool.run("decode", input: Array(input.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let records = outcome.objects
    #expect(records.map { $0["line"] as? Int } == [0, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      records.map { $0["kind"] as? String } == [
        "message", "not_json", "not_json", "parse_error", "parse_error", "unknown", "message", "not_json",
      ])
    #expect(records[0]["class"] as? String == "AssistantMessage")
    #expect(
      (records[0]["fields"] as? [String: Any])?["content"] as? [[String: String]] == [
        ["$class": "TextBlock", "text": "hi"]
      ])
    #expect(records[6]["subtype"] as? String == "success")
    let fault = try #require(records[2]["error"] as? [String: Any])
    #expect(fault["code"] as? String == "unclosed")
    #expect(fault["offset"] as? Int == 13)
  }

  @Test func `a file gives the same as standard input`() async throws {
    let line = #"{"type":"keep_alive"}"#
    let (file, stream) = try await Tool.onThread {
      let tool = try Tool(["decode"], input: Array(line.utf8))
      defer { tool.remove() }
      try tool.process.run()
      let stream = tool.end()
      let other = try Tool(["decode", tool.folder.appending(path: "input").path])
      defer { other.remove() }
      try other.process.run()
      return (other.end(), stream)
    }
    #expect(file.text == stream.text)
    #expect(file.lines.count == 1)
  }

  @Test func `a line of many megabytes costs only itself`() async throws {
    let count = 8 << 20
    let input =
      Array(#"{"type":"user","message":{"role":"user","content":""#.utf8)
      + [UInt8](repeating: 0x61, count: count) + Array("\"}}\n{\"type\":\"keep_alive\"}\n".utf8)
    let outcome = try await Tool.run("decode", input: input)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    let content = (outcome.objects.first?["fields"] as? [String: Any])?["content"] as? String
    #expect(content?.utf8.count == count)
    #expect(outcome.objects.last?["line"] as? Int == 1)
  }

  @Test func `bytes that are no text do not stop it`() async throws {
    let input =
      [0xFF, 0xFE, 0x00, 0x0A] + Array("{\"type\":\"\u{1}".utf8) + [0xC3, 0x0A] + Array("{\"type\":\"x\"}".utf8)
    let outcome = try await Tool.run("decode", input: input)
    #expect(outcome.status == 0)
    #expect(outcome.objects.map { $0["kind"] as? String } == ["not_json", "not_json", "unknown"])
  }

  @Test func `nothing gives nothing, and a missing file is said`() async throws {
    let empty = try await Tool.run("decode")
    #expect(empty.output.isEmpty && empty.status == 0)
    let missing = try await Tool.run("decode", "/no/such/file")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("/no/such/file cannot be opened"))
  }
}

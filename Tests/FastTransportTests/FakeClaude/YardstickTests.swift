import Foundation
import Testing

@Suite struct YardstickTests {
  @Test func `it says its version as the CLI does`() async throws {
    #expect(try await FakeClaude.run(arguments: ["--version"]).output == "2.1.330 (Claude Code)\n")
    #expect(try await FakeClaude.run(arguments: ["-v"]).output == "2.1.330 (Claude Code)\n")
    #expect(try await FakeClaude.run(["FAKE_VERSION": "1.0.0"], arguments: ["-v"]).output == "1.0.0 (Claude Code)\n")
    let help = try await FakeClaude.run(arguments: ["--help"]).output
    #expect(help.contains("FAKE_REPLAY"))
    #expect(help.contains("grandchild"))
  }

  @Test func `without variables it answers initialize and a prompt`() async throws {
    let outcome = try await FakeClaude.run(input: [FakeClaude.initialize, FakeClaude.prompt])
    #expect(outcome.status == 0)
    #expect(
      outcome.types == ["control_response", "system"] + Array(repeating: "stream_event", count: 10) + ["result"])
    let response = outcome.objects.first?["response"] as? [String: Any]
    #expect(response?["request_id"] as? String == "init-1")
    #expect(response?["subtype"] as? String == "success")
  }

  @Test(arguments: [1, 9, 10, 11, 1000], ["stream", "text", "tool", "mixed"])
  func `every prompt gets the number of messages that was asked for`(count: Int, mix: String) async throws {
    let environment = ["FAKE_N": "\(count)", "FAKE_MIX": mix, "FAKE_WRITE": "4096", "FAKE_SIZE": "700"]
    let outcome = try await FakeClaude.run(environment, input: [FakeClaude.prompt, FakeClaude.prompt])
    #expect(outcome.lines.count == 2 * (count + 2))
    #expect(!outcome.types.contains("?"))
    if mix == "stream" || mix == "text" {
      #expect(outcome.lines[1..<1 + count].allSatisfy { $0.utf8.count == 699 })
    }
  }

  @Test(arguments: [("FAKE_WRITE_CHUNK", "1"), ("FAKE_WRITE_CHUNK", "7"), ("FAKE_DELAY_US", "1")])
  func `small pieces and pauses do not change the bytes`(variable: String, value: String) async throws {
    let plain = try await FakeClaude.run(["FAKE_MIX": "mixed"], input: [FakeClaude.prompt])
    let changed = try await FakeClaude.run(["FAKE_MIX": "mixed", variable: value], input: [FakeClaude.prompt])
    #expect(plain.output == changed.output)
    #expect(plain.lines.count == 12)
  }

  @Test func `lines of a file are sent again and again`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    _ = try folder.file("lines", holding: "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
    let environment = ["FAKE_FILE": folder.path("lines"), "FAKE_N": "7"]
    let outcome = try await FakeClaude.run(environment, input: [FakeClaude.prompt])
    #expect(outcome.objects.compactMap { $0["a"] as? Int } == [1, 2, 3, 1, 2, 3, 1])
  }

  @Test(arguments: ["hook", "perm", "mcp"])
  func `control requests are asked one after the other and measured`(kind: String) async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let report = folder.path("report")
    let asked = try await FakeClaude.onThread {
      let fake = try RunningFake([
        "FAKE_CTRL": "5", "FAKE_KIND": kind, "FAKE_N": "1", "FAKE_OUT": report,
      ])
      fake.send(FakeClaude.prompt)
      var asked: [String] = []
      while let line = fake.line() {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        if object["type"] as? String == "result" { break }
        guard let id = object["request_id"] as? String, let request = object["request"] as? [String: Any] else {
          continue
        }
        asked.append(request["subtype"] as? String ?? "?")
        fake.send(#"{"type":"control_response","response":{"subtype":"success","request_id":"\#(id)","response":{}}}"#)
      }
      try fake.endInput()
      #expect(fake.status() == 0)
      return asked
    }
    let subtypes = ["hook": "hook_callback", "perm": "can_use_tool", "mcp": "mcp_message"]
    // A server is greeted with three messages before its first call.
    let count = kind == "mcp" ? 8 : 5
    #expect(asked == Array(repeating: try #require(subtypes[kind]), count: count))
    let measured = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: report)))
    let numbers = try #require(measured as? [String: Any])
    #expect(numbers["kind"] as? String == kind)
    #expect(numbers["n"] as? Int == 5)
    #expect(try #require(numbers["p50_us"] as? Double) > 0)
  }
}

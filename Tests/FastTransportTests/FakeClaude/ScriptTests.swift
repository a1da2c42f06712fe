import Foundation
import Testing

@Suite struct ScriptTests {
  @Test func `steps write what they say, in their order`() async throws {
    let outcome = try await FakeClaude.obey(
      "# a comment", "", "init-ok", "await-prompt", "init", "assistant he said \"ho\" \\ ü",
      "raw a\\tb\\x41\\\\\\n", "noise 2", "stderr oops", "result fine", "error-result bad",
      input: [FakeClaude.initialize, FakeClaude.prompt])
    #expect(outcome.status == 0)
    #expect(outcome.types == ["control_response", "system", "assistant", "?", "?", "?", "result", "result"])
    let message = outcome.objects[2]["message"] as? [String: Any]
    #expect((message?["content"] as? [[String: Any]])?.first?["text"] as? String == "he said \"ho\" \\ ü")
    #expect(outcome.lines[3] == "a\tbA\\")
    #expect(outcome.objects[6]["result"] as? String == "fine")
    #expect(outcome.objects[7]["is_error"] as? Bool == true)
    #expect(outcome.objects[7]["errors"] as? [String] == ["bad"])
    #expect(outcome.errors == "oops\n")
  }

  @Test func `requests that no step waits for are answered`() async throws {
    let outcome = try await FakeClaude.obey(
      "await-prompt", "result one", input: [FakeClaude.initialize, FakeClaude.prompt])
    #expect(outcome.types == ["control_response", "result"])
  }

  @Test func `a request that a step waits for is answered by the script`() async throws {
    let outcome = try await FakeClaude.obey(
      "await-line \"interrupt\"", "line {\"saw\":{{ID}}}", "answer {\"still_queued\":[]}", "await-line mcp_status",
      "answer-error not now",
      input: [
        #"{"type":"control_request","request_id":"a","request":{"subtype":"interrupt"}}"#,
        #"{"request": {"subtype": "mcp_status"}, "request_id": "b", "type": "control_request"}"#,
      ])
    #expect(outcome.objects[0]["saw"] as? String == "a")
    let first = outcome.objects[1]["response"] as? [String: Any]
    #expect(first?["request_id"] as? String == "a")
    #expect((first?["response"] as? [String: Any])?["still_queued"] as? [String] == [])
    let second = outcome.objects[2]["response"] as? [String: Any]
    #expect(second?["subtype"] as? String == "error")
    #expect(second?["error"] as? String == "not now")
  }

  @Test func `initialize is left alone when the script says so`() async throws {
    let outcome = try await FakeClaude.obey(
      "no-init", "await-prompt", "result late", input: [FakeClaude.initialize, FakeClaude.prompt])
    #expect(outcome.types == ["result"])
  }

  @Test func `a script can begin again for each prompt`() async throws {
    let outcome = try await FakeClaude.obey(
      "init-ok", "mark", "await-prompt", "result again", "again",
      input: [FakeClaude.initialize, FakeClaude.prompt, FakeClaude.prompt, FakeClaude.prompt])
    #expect(outcome.types == ["control_response", "result", "result", "result"])
    let twice = try await FakeClaude.obey("result x", "again 2", "result end")
    #expect(twice.objects.map { $0["result"] as? String } == ["x", "x", "x", "end"])
  }

  @Test func `arguments, environment and folder are told`() async throws {
    let outcome = try await FakeClaude.obey(
      "echo-argv", "echo-env", arguments: ["--model", "a \"b\"", "--help"], environment: ["NAME": "x=y\n"])
    #expect((outcome.objects[0]["argv"] as? [String])?.dropFirst() == ["--model", "a \"b\"", "--help"])
    #expect((outcome.objects[1]["env"] as? [String: String])?["NAME"] == "x=y\n")
    #expect(outcome.objects[0]["cwd"] as? String == FileManager.default.currentDirectoryPath)
  }

  @Test func `floods and big lines have the size that was asked for`() async throws {
    let flood = try await FakeClaude.obey("flood 5000 300")
    #expect(flood.lines.count == 5000)
    #expect(flood.output.utf8.count == 5000 * 300)
    #expect(flood.objects.last?["type"] as? String == "stream_event")
    let big = try await FakeClaude.obey("big 3000000")
    #expect(big.output.utf8.count == 3_000_000)
    #expect(big.types == ["assistant"])
    let errors = try await FakeClaude.obey("stderr-flood 100 50")
    #expect(errors.errors.utf8.count == 5000)
  }

  @Test(arguments: [1, 2, 3, 7])
  func `split writes do not change the bytes`(size: Int) async throws {
    let plain = try await FakeClaude.obey("assistant 漢字", "result x")
    #expect(try await FakeClaude.obey("split \(size)", "assistant 漢字", "result x").output == plain.output)
  }

  @Test func `a script can come from a file`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    _ = try folder.file("script", holding: "result from a file\r\nexit 3\n")
    let outcome = try await FakeClaude.run(["FAKE_SCRIPT": folder.path("script")])
    #expect(outcome.objects.first?["result"] as? String == "from a file")
    #expect(outcome.status == 3)
  }

  @Test func `a step that does not exist is named`() async throws {
    let outcome = try await FakeClaude.obey("result x", "dance now")
    #expect(outcome.status == 64)
    #expect(outcome.errors == "fake-claude: there is no such script step: dance\n")
  }
}

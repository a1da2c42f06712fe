import Foundation
import Testing

@Suite struct QueryOutputTests {
  private static let script = """
    init-ok
    await-prompt
    init
    assistant a part
    result the whole answer
    """

  @Test func `a pipe gets the final text and nothing else`() async throws {
    let outcome = try await Tool.query("hello", script: Self.script)
    #expect(outcome.text == "the whole answer\n")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }

  @Test func `json is the result on one line, as it came`() async throws {
    let outcome = try await Tool.query("--output-format", "json", "hello", script: Self.script)
    #expect(outcome.lines.count == 1)
    #expect(outcome.objects.first?["type"] as? String == "result")
    #expect(outcome.objects.first?["result"] as? String == "the whole answer")
    #expect(outcome.text.hasSuffix("}\n"))
    #expect(outcome.status == 0)
  }

  @Test func `stream-json is every message, byte by byte`() async throws {
    let odd = #"{"type":"news","odd":[1.50,"é\u00e9"],  "spaced" : null}"#
    let script = Self.script.replacing("assistant a part", with: "line \(odd)\nassistant a part")
    let outcome = try await Tool.query("--output-format", "stream-json", "hello", script: script)
    #expect(outcome.objects.map { $0["type"] as? String } == ["system", "news", "assistant", "result"])
    #expect(outcome.lines.dropFirst().first == odd)
    #expect(outcome.status == 0)
  }

  @Test func `a line that is broken does not break stream-json`() async throws {
    let script = Self.script.replacing("assistant a part", with: #"raw {"type":"assistant",\n"# + "\nassistant a part")
    let outcome = try await Tool.query("--output-format", "stream-json", "hello", script: script)
    #expect(outcome.objects.map { $0["type"] as? String } == ["system", "assistant", "result"])
    #expect(outcome.errors.contains("is not JSON"))
    #expect(outcome.status == 0)
  }

  @Test func `the prompt may come from standard input`() async throws {
    let script = "init-ok\nawait-line from a pipe\nresult ok"
    #expect(try await Tool.query(script: script, input: "from a pipe\n").text == "ok\n")
    #expect(try await Tool.query("-", script: script, input: "from a pipe\n").text == "ok\n")
  }

  @Test func `words on the command line are one prompt, and -- ends the options`() async throws {
    let script = "init-ok\nawait-line --do it now\nresult ok"
    #expect(try await Tool.query("--", "--do", "it", "now", script: script).text == "ok\n")
  }

  @Test func `options reach the CLI`() async throws {
    let outcome = try await Tool.query(
      "--output-format", "stream-json", "--model", "opus", "--max-turns", "3", "--allowed-tools", "Read,Bash(git a,b)",
      "--cli-flag", "new=thing", "hello", script: "init-ok\necho-argv\nresult ok")
    let arguments = try #require(outcome.objects.first?["argv"] as? [String])
    #expect(arguments.contains("--model") && arguments.contains("opus"))
    #expect(arguments.contains("--max-turns") && arguments.contains("3"))
    #expect(arguments.contains("Read,Bash(git a,b)"))
    #expect(arguments.contains("--new") && arguments.contains("thing"))
  }

  @Test func `a reader that leaves ends the run`() async throws {
    let status = try await Tool.onThread {
      let tool = try Tool(
        ["query", "--cli", try Tool.program("fake-claude"), "--output-format", "stream-json", "hello"],
        environment: ["FAKE_N": "100000"])
      defer { tool.remove() }
      let pipe = Pipe()
      tool.process.standardOutput = pipe
      try pipe.fileHandleForReading.close()
      try tool.process.run()
      return tool.end().status
    }
    #expect(status == 141)
  }

  @Test func `a simulation is built from nothing and says what it was`() async throws {
    let (outcome, leftovers) = try await Tool.onThread {
      let tool = try Tool(
        ["query", "--simulate", "--cli", try Tool.program("fake-claude"), "--output-format", "stream-json", "hello"],
        environment: ["SECRET": "x", "ANTHROPIC_API_KEY": "real", "FAKE_N": "1"])
      defer { tool.remove() }
      try tool.process.run()
      return (tool.end(), tool.leftovers)
    }
    #expect(outcome.status == 0)
    #expect(outcome.objects.last?["type"] as? String == "result")
    #expect(outcome.errors.contains("simulated Messages API"))
    #expect(outcome.errors.contains("0 API requests served"))
    // The stand-in's own variables are not passed on either, so that it sent its ten messages.
    #expect(outcome.lines.count > 10)
    #expect(leftovers.isEmpty)
  }
}

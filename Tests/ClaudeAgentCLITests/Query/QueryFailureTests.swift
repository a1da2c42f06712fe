import Foundation
import Testing

@Suite struct QueryFailureTests {
  @Test func `an error result fails with its words, and json still prints it`() async throws {
    let script = "init-ok\nawait-prompt\ninit\nerror-result it went wrong\nexit 1"
    let plain = try await Tool.query("hello", script: script)
    #expect(plain.status == 1)
    #expect(plain.text == "")
    #expect(plain.errors.contains("it went wrong"))
    #expect(plain.errors.contains("exit code 1"))

    let json = try await Tool.query("--output-format", "json", "hello", script: script)
    #expect(json.status == 1)
    #expect(json.objects.map { $0["type"] as? String } == ["result"])
  }

  @Test func `an error result fails also when the CLI ends well`() async throws {
    let outcome = try await Tool.query("hello", script: "init-ok\nawait-prompt\nerror-result it went wrong")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("it went wrong"))
  }

  @Test func `a CLI that fails is quoted`() async throws {
    let outcome = try await Tool.query("hello", script: "init-ok\nawait-prompt\nstderr the disk is full\nexit 3")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("exit code 3"))
    #expect(outcome.errors.contains("the disk is full"))
  }

  @Test func `a CLI that is not there is said, with what to do`() async throws {
    let outcome = try await Tool.run("query", "--cli", "/no/such/claude", "hello")
    #expect(outcome.status == 1)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("/no/such/claude"))
    #expect(outcome.errors.contains("advice: "))
    #expect(!outcome.errors.contains("Fatal error"))
  }

  @Test func `options that cannot work are named before anything is started`() async throws {
    let outcome = try await Tool.run("query", "--cli", "/no/such/claude", "--max-turns=-1", "hello")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("maxTurns"))
  }

  @Test(arguments: [
    ["query", "--nonsense", "hello"],
    ["query", "--output-format", "yaml", "hello"],
    ["query", "--max-turns", "many", "hello"],
    ["query", "--scenarios", "file.json", "hello"],
    ["query", "--system-prompt", "a", "--append-system-prompt", "b", "hello"],
    ["query", ""],
    ["query"],
    ["nonsense"],
  ])
  func `arguments that make no sense end with 2 and start nothing`(_ arguments: [String]) async throws {
    let outcome = try await Tool.onThread {
      let tool = try Tool(arguments)
      defer { tool.remove() }
      try tool.process.run()
      return tool.end()
    }
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(!outcome.errors.isEmpty)
  }

  @Test func `a file that is no image is refused`() async throws {
    let outcome = try await Tool.run("query", "--cli", "/no/such/claude", "--image", "/dev/null", "hello")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/dev/null is no PNG"))
  }
}

import Foundation
import Testing

@testable import ClaudeAgentSimulator

@Suite struct ScenarioLibraryTests {
  @Test func `the bundled scenarios are there`() throws {
    #expect(try ScenarioLibrary(json: ScenarioLibrary.bundledText) == .bundled)
    for name in ["simple", "bash", "thinking", "error_429_retry", "broken_stream", "reset", "slow", "long_text"] {
      #expect(ScenarioLibrary.bundled.names.contains(name))
    }
  }

  @Test(arguments: [
    "", "[]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":{\"steps\":[]}}", "{\"a\":{\"steps\":[1]}}",
    "{\"a\":{\"steps\":[{\"attempts\":[]}]}}",
  ])
  func `data of another shape is refused`(json: String) {
    #expect(throws: SimulatorError.self) { try ScenarioLibrary(json: json) }
  }

  @Test func `files are read and added to others`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(#"{"mine":{"steps":[{}]},"simple":{"steps":[{}]}}"#.utf8).write(to: file)
    let own = try ScenarioLibrary(contentsOfFile: file.path)
    #expect(own.names == ["mine", "simple"])
    let merged = ScenarioLibrary.bundled.merging(own)
    #expect(merged.names.contains("bash"))
    #expect(merged.steps["simple"] == [[:]])
    #expect(throws: SimulatorError.self) { try ScenarioLibrary(contentsOfFile: file.path + ".none") }
  }

  private func answer(to text: String, of library: ScenarioLibrary) -> Script.Choice {
    var script = Script(library: library)
    let body: JSONValue = ["messages": [["role": "user", "content": .string(text)]]]
    return script.answer(to: Conversation(body: body), run: "x")
  }

  @Test func `a default scenario answers names that do not exist, and only those`() throws {
    let library = try ScenarioLibrary(
      json: #"{"_default":{"steps":[{"content":[{"type":"text","text":"default"}]}]}}"#)
    let unknown = answer(to: "SCENARIO:unknown", of: library)
    #expect(unknown.reply.message["content"]?.array?.first?["text"] == "default")
    #expect(unknown.scenario == "unknown")
    let plain = answer(to: "one two", of: library)
    #expect(plain.reply.message["content"]?.array?.first?["text"] == "two one")
    #expect(plain.scenario == nil)
  }

  @Test func `a name that does not exist is named in an error`() {
    let failure = answer(to: "SCENARIO:simpel", of: .bundled).reply.failure
    #expect(failure?.status == 400)
    #expect(failure?.body.contains("there is no scenario named simpel") == true)
  }

  @Test(arguments: [("a b  c\nd", "d c b a"), ("one", "one"), ("", "ok"), (" \t", "ok")])
  func `words are put in reverse order`(text: String, reversed: String) {
    #expect(Script.reversed(text) == reversed)
  }
}

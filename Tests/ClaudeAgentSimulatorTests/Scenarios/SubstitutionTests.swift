import Testing

@testable import ClaudeAgentSimulator

@Suite struct SubstitutionTests {
  private func fill(_ text: String, said: String = "") throws -> String? {
    let body: JSONValue = [
      "messages": [["role": "user", "content": [["type": "tool_result", "content": .string(said)]]]]
    ]
    let substitution = Substitution(
      variables: ["HOME": "/home/user"], conversation: Conversation(body: body))
    return substitution.applied(to: .string(text)).string
  }

  @Test(arguments: [
    ("cd {{CWD}}; ls {{HOME}}", "cd .; ls /home/user"), ("{{NAME}} {{ {{HOME}} }", "{{NAME}} {{ /home/user }"),
    ("{x: {{HOME}}}", "{x: /home/user}"), ("none", "none"), ("{{", "{{"),
  ])
  func `variables are put in place and unknown ones stay`(text: String, filled: String) throws {
    #expect(try fill(text) == filled)
  }

  @Test func `a capture is the last match of its first group`() throws {
    #expect(try fill("{{CAPTURE:id=(\\w+)}}", said: "id=one id=two") == "two")
    #expect(try fill("{{CAPTURE:\\d+}}!", said: "7 then 42") == "42!")
    #expect(try fill("{{CAPTURE:zzz}}", said: "x") == "NOTFOUND")
    #expect(try fill("{{CAPTURE:(}}", said: "x") == "NOTFOUND")
  }

  @Test(arguments: ["lorem", "unicode", "line", "hex"], [0, 1, 7, 1000, 65_537])
  func `generated texts have their size and are the same every time`(kind: String, count: Int) {
    let description: JSONValue = ["kind": .string(kind), "bytes": .number(String(count)), "seed": 3]
    let text = GeneratedText.text(for: description)
    #expect(text == GeneratedText.text(for: description))
    #expect(text.utf8.count <= count)
    // Only a character that would be cut may be missing.
    #expect(text.utf8.count > count - 4)
  }

  @Test func `a generated text takes the place of its description`() throws {
    let value = try JSONParser.parse(#"{"a":[{"$gen":{"kind":"lorem","bytes":11,"seed":7}}],"b":1}"#)
    let substitution = Substitution(variables: [:], conversation: Conversation(body: [:]))
    #expect(substitution.applied(to: value)["a"]?.array?.first?.string?.utf8.count == 11)
  }
}

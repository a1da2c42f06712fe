import Testing

@testable import ClaudeAgentSimulator

@Suite struct ConversationTests {
  private func conversation(_ messages: String, more: String = "") throws -> Conversation {
    Conversation(body: try JSONParser.parse("{\"messages\":[\(messages)]\(more)}"))
  }

  @Test(arguments: [
    (#"{"role":"user","content":"plain words"}"#, "plain words"),
    (
      #"{"role":"user","content":[{"type":"text","text":"<system-reminder>\nx\n</system-reminder>"},{"type":"text","text":"own"}]},{"role":"system","content":"env"}"#,
      "own"
    ),
    (
      #"{"role":"user","content":[{"type":"text","text":"own <system-reminder>a</system-reminder>"},{"type":"text","text":"<system-reminder>b"}]}"#,
      "own"
    ),
    (
      #"{"role":"user","content":"first"},{"role":"assistant","content":"x"},{"role":"user","content":[{"type":"tool_result","content":"file"}]}"#,
      "first"
    ),
    (#"{"role":"assistant","content":"x"}"#, ""),
  ])
  func `the newest own words of the user are found`(messages: String, text: String) throws {
    #expect(try conversation(messages).lastUserText == text)
  }

  @Test func `the newest marker counts, with the assistant messages after it`() throws {
    let found = try conversation(
      #"""
      {"role":"user","content":"SCENARIO:old"},{"role":"assistant","content":"x"},
      {"role":"user","content":"SCENARIO:a-1.b then SCENARIO:new_2"},{"role":"assistant","content":"x"},
      {"role":"user","content":[{"type":"tool_result","content":"SCENARIO:in_a_file"}]},
      {"role":"assistant","content":"y"},{"role":"user","content":"go on"}
      """#
    ).marker
    #expect(found?.name == "new_2")
    #expect(found?.step == 2)
    #expect(try conversation(#"{"role":"user","content":"none"}"#).marker == nil)
  }

  @Test(arguments: [
    (#"{"role":"user","content":"a detailed summary of the conversation so far"}"#, "", "_compact"),
    (#"{"role":"user","content":"x"}"#, #","system":"Make a title for this coding session""#, "_title"),
    (#"{"role":"user","content":"[SUGGESTION MODE: ...]"}"#, "", "_suggestion"),
    (#"{"role":"user","content":"quota"}"#, #","max_tokens":1"#, "_quota"),
  ])
  func `requests of the CLI's own are told apart`(messages: String, more: String, name: String) throws {
    #expect(try conversation(messages, more: more).sideRequest == name)
  }

  @Test func `an ordinary request is none of them`() throws {
    let more = #","max_tokens":1,"tools":[{"name":"Bash"}],"system":[{"type":"text","text":"title of session"}]"#
    #expect(try conversation(#"{"role":"user","content":"hi"}"#, more: more).sideRequest == nil)
  }
}

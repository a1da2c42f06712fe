import ClaudeAgentSDK
import Testing

@testable import ClaudeAgentCLI

@Suite struct NarrationTests {
  @Test func `a tool call is one line with what matters`() throws {
    func line(_ input: String, width: Int = 60) throws -> String {
      let json = try #require(JSONView(copying: #"{"type":"tool_use","name":"Bash","input":\#(input)}"#))
      return Narration.line(of: ToolUseBlock(json: json), isSubagent: false, width: width)
    }
    #expect(try line(#"{"description":"Say","command":"echo a\necho b"}"#) == "* Bash echo a echo b")
    #expect(try line(#"{"odd":1}"#) == #"* Bash {"odd":1}"#)
    #expect(try line("{}") == "* Bash ")
    #expect(try line(#"{"command":"aaaaaaaaaaaaaaaaaaaaaaaaaaa"}"#, width: 12) == "* Bash aaaa…")
  }

  @Test func `a summary tells time, turns, tokens and cost`() throws {
    let json = try #require(
      JSONView(
        copying: """
          {"type":"result","duration_ms":61500,"num_turns":1,"total_cost_usd":0.01234,
           "usage":{"input_tokens":1000,"cache_read_input_tokens":234,"output_tokens":5}}
          """))
    #expect(
      Narration.summary(of: ResultMessage(json: json))
        == "1 min 1 s · 1 turn · 1,234 tokens in, 5 out · $0.0123")
  }

  @Test func `numbers are written for people`() {
    #expect(Quantity.seconds(.milliseconds(1250)) == "1.2 s")
    #expect(Quantity.grouped(1_234_567) == "1,234,567")
    #expect(Quantity.grouped(-12) == "-12")
    #expect(Quantity.grouped(.min) == "-9,223,372,036,854,775,808")
    #expect(Quantity.dollars(2.5) == "$2.5000")
    #expect(Quantity.dollars(.infinity) == "$?")
    #expect(Quantity.count(2, "turn") == "2 turns")
  }
}

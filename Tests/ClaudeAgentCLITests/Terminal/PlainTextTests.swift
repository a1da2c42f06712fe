import Testing

@testable import ClaudeAgentCLI

@Suite struct PlainTextTests {
  @Test func `escape sequences are shown, not obeyed`() {
    #expect(PlainText.oneBlock("a\u{1B}[2Jb\n\tc") == "a␛[2Jb\n\tc")
    #expect(PlainText.oneBlock("a\u{9B}b\u{7F}") == "a\u{FFFD}b\u{FFFD}")
    #expect(PlainText.oneBlock("a\r\nb") == "a\nb")
    #expect(PlainText.oneBlock("a\u{202E}b") == "a\u{FFFD}b")
    #expect(PlainText.oneBlock("漢字 🙂 שלום") == "漢字 🙂 שלום")
  }

  @Test func `one line stays one line and fits`() {
    #expect(PlainText.oneLine("a\n\n  b\tc", width: 10) == "a b c")
    #expect(PlainText.oneLine("abcdef", width: 4) == "abc…")
    #expect(PlainText.oneLine("abcd", width: 4) == "abcd")
    #expect(PlainText.oneLine(String(repeating: "a", count: 1_000_000), width: 4) == "aaa…")
    #expect(PlainText.oneLine("abc", width: 0) == "…")
  }
}

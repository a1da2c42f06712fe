import RecordingSupport
import Testing

@Suite struct AcceptedDifferencesTests {
  private let list = AcceptedDifferences(
    markdown: """
      # A heading
      | Scenario | Difference | Why |
      |---|---|---|
      | `all` | `session *: prompt *.uuid added` | because |
      | `one`, `two` | `session 1: ending became no error` | because |
      | text | `session 2: no row` | because |
      """)

  @Test(arguments: [
    ("session 1: prompt 12.uuid added", "any", true), ("session 1: prompt 12.uuid added twice", "any", false),
    ("session 1: ending became no error", "one", true), ("session 1: ending became no error", "two", true),
    ("session 1: ending became no error", "three", false), ("session 2: no row", "text", false),
  ])
  func `a row covers the differences of its pattern in its scenarios`(id: String, scenario: String, isCovered: Bool) {
    #expect(list.covers(Difference(id, "details do not count"), in: scenario) == isCovered)
  }

  @Test func `in a scenario that the list cannot know the pattern alone counts`() {
    #expect(list.covers(Difference("session 1: ending became no error", ""), in: nil))
    #expect(!list.covers(Difference("session 2: ending became no error", ""), in: nil))
  }

  @Test func `rows are told from headings by their code`() {
    #expect(list.entries.map(\.pattern) == ["session *: prompt *.uuid added", "session 1: ending became no error"])
    #expect(list.entries.map(\.scenarios) == [[], ["one", "two"]])
  }
}

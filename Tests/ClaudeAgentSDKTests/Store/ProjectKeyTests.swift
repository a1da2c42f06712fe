import Testing

@testable import ClaudeAgentSDK

@Suite struct ProjectKeyTests {
  @Test(arguments: [
    ("", "0"), ("a", "2p"), ("hello", "1n1e4y"), ("/Users/alice/proj", "3cezb6"), ("日本語", "fflhz"),
    ("/" + String(repeating: "a", count: 250), "feo44x"),
  ])
  func `A path has the hash that the CLI gives it`(path: String, hash: String) {
    #expect(ProjectKey.hash(path) == hash)
  }

  @Test(arguments: [
    ("", ""), ("hello", "hello"), ("/Users/alice/proj", "-Users-alice-proj"), ("日本語", "---"), ("/a b_c.d", "-a-b-c-d"),
  ])
  func `Whatever is no letter and no digit becomes a hyphen`(path: String, name: String) {
    #expect(ProjectKey.name(of: path) == name)
  }

  @Test func `A long path is cut, and its hash tells it from others`() {
    let path = "/" + String(repeating: "a", count: 250)
    let name = ProjectKey.name(of: path)
    #expect(name == "-" + String(repeating: "a", count: 199) + "-feo44x")
    #expect(ProjectKey.name(of: "/" + String(repeating: "a", count: 199)).utf8.count == 200)
  }
}

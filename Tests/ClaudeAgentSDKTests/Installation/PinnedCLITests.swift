import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct PinnedCLITests {
  @Test func `the pin compiled in is the pin that the scripts use`() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let text = try #require(FileSystem.contents(of: "/\(root)/scripts/cli.pin", limit: 1 << 16))
    var pin: [String: String] = [:]
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      try #require(words.count == 2)
      pin[String(words[0])] = String(words[1])
    }
    var expected = [
      "package": PinnedCLI.package, "package-version": "\(PinnedCLI.packageVersion)",
      "cli-version": "\(PinnedCLI.version)", "member": PinnedCLI.member,
    ]
    for platform in PinnedCLI.platforms {
      expected[platform.name + "-wheel"] = platform.wheelHash
      expected[platform.name + "-binary"] = platform.binaryHash
    }
    #expect(pin == expected)
  }
}

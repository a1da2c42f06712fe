import ClaudeAgentSDK
import Foundation
import Testing

/// The Swift code of the documents is the code of `Snippets.swift`, line by line, so it compiles.
@Suite struct SnippetsTests {
  @Test(arguments: Document.all)
  func `each snippet of a document is compiled`(_ document: Document) throws {
    let compiled = try Document.lines(of: Document.compiledSnippets)
    let snippets = try document.snippets()
    #expect(!snippets.isEmpty)
    for snippet in snippets where snippet.first != "// Package.swift" {
      #expect(
        compiled.contains(snippet),
        "A snippet of \(document.path) that begins '\(snippet.first ?? "")' is not in Snippets.swift.")
    }
  }

  @Test func `the snippet without a process answers`() async throws {
    #expect(try await answerWithoutAProcess() == "4")
  }
}

/// A document with snippets.
struct Document: Sendable, CustomTestStringConvertible {
  let path: String

  static let catalog = "Sources/ClaudeAgentSDK/ClaudeAgentSDK.docc"
  static let compiledSnippets = root.appending(path: "Tests/ClaudeAgentSDKTests/Documentation/Snippets.swift")
  static let all = ["README.md"].map(Document.init) + articles

  private static let articles =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: catalog).path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { Document(path: "\(catalog)/\($0)") }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  var testDescription: String { path }

  /// The lines of a file without the white space around them, and without blank ones.
  static func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The lines of each block of Swift code; imports are left out, since a file has them at its top.
  func snippets() throws -> [[String]] {
    var snippets: [[String]] = []
    var open: [String]?
    for line in try Self.lines(of: Self.root.appending(path: path)) {
      if line == "```swift" {
        open = []
      } else if line.hasPrefix("```") {
        if let snippet = open { snippets.append(snippet) }
        open = nil
      } else if !line.hasPrefix("import ") {
        open?.append(line)
      }
    }
    return snippets
  }
}

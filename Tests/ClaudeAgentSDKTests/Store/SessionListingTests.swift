import Foundation
import Testing

@testable import ClaudeAgentSDK

@Suite struct SessionListingTests {
  @Test func `Everything that a list shows is read off a transcript's ends`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let id = try folder.write(
      modified: 1_700_000_000,
      #"{"type":"permission-mode"}"#,
      userLine("Fix the bug", #","cwd":"/srv/one","gitBranch":"main","timestamp":"2026-01-02T03:04:05.678Z""#),
      #"{"type":"custom-title","customTitle":"Bugs"}"#, #"{"type":"tag","tag":"urgent"}"#,
      userLine("And the other", #","gitBranch":"fix""#), #"{"type":"last-prompt","lastPrompt":"And the other"}"#)
    let listed = await folder.library.sessions()
    let info = SessionInfo(
      id: id, summary: "Bugs", lastModified: 1_700_000_000_000, fileSize: try #require(listed.first?.fileSize),
      customTitle: "Bugs", firstPrompt: "Fix the bug", gitBranch: "fix", workingDirectory: "/srv/one", tag: "urgent",
      createdAt: 1_767_323_045_678)
    #expect(listed == [info])
    #expect(await folder.library.info(of: id) == info)
  }

  @Test func `The latest come first, and pages fit together`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    var ids: [String] = []
    for number in 0..<7 {
      ids.append(
        try folder.write(project: "/srv/\(number % 2)", modified: 1_700_000_000 + number, userLine("prompt \(number)")))
    }
    let library = folder.library
    #expect(await library.sessions().map(\.id) == ids.reversed())
    #expect(await library.sessions(limit: 3).map(\.id) == Array(ids.reversed().prefix(3)))
    #expect(await library.sessions(limit: 3, offset: 3).map(\.id) == Array(ids.reversed().dropFirst(3).prefix(3)))
    #expect(await library.sessions(limit: 0, offset: -1).count == 7)
    #expect(await library.sessions(offset: 9) == [])
    #expect(await library.sessions(in: "/srv/1").map(\.id) == [ids[5], ids[3], ids[1]])
    #expect(await library.sessions(in: "/srv/nowhere") == [])
  }

  @Test func `What is no session of a person is not listed, and its neighbours are`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let good = try folder.write(userLine("hello"))
    try folder.write(#"{"type":"user","isSidechain":true,"message":{"content":"sub"}}"#)
    try folder.write(#"{"type":"system"}"#)
    try folder.write("garbage", "{", "")
    try folder.write(id: "not-a-uuid", userLine("x"))
    let home = "\(folder.path)/projects/-srv-one"
    for name in ["notes.jsonl", "\(UUID()).txt"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: home + "/" + name))
    }
    try Data().write(to: URL(fileURLWithPath: "\(home)/\(UUID()).jsonl"))
    try FileManager.default.createDirectory(atPath: "\(home)/\(UUID()).jsonl", withIntermediateDirectories: true)
    // A pipe that nobody writes to must not be waited for.
    // Safe: the path is copied for the call.
    #expect(unsafe mkfifo("\(home)/\(UUID()).jsonl", 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/\(UUID()).jsonl", withDestinationPath: "/nonexistent/file")
    #expect(await folder.library.sessions().map(\.id) == [good])
  }

  @Test func `Of two with the same id the later one is listed`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let id = try folder.write(project: "/srv/a", modified: 1_700_000_005, userLine("late"))
    try folder.write(id: id, project: "/srv/b", modified: 1_700_000_001, userLine("early"))
    #expect(await folder.library.sessions().map(\.summary) == ["late"])
  }

  @Test(arguments: [
    (["<command-name>/clear</command-name>", "real prompt"], "real prompt"),
    (["<command-name>/clear</command-name>", "<command-name>/x</command-name>"], "/clear"),
    (["<local-command-stdout>out", "<tick>1", "<goal>g", "<session-start-hook>", "then"], "then"),
    (["[Request interrupted by user for tool use]", "then"], "then"),
    (["[Request interrupted by user", "then"], "[Request interrupted by user"),
    (["<ide_opened_file>a</ide_opened_file>", "then"], "then"),
    (["<ide_opened_file>a</ide_opened_file> look", "then"], "<ide_opened_file>a</ide_opened_file> look"),
    ([#"\n two\nlines \t"#], "two lines"),
    (["   ", "then"], "then"),
    ([String(repeating: "ä", count: 200)], String(repeating: "ä", count: 200)),
    ([String(repeating: "ä", count: 198) + "  b"], String(repeating: "ä", count: 198) + "…"),
  ])
  func `The first prompt is the first thing that a person asked`(texts: [String], prompt: String) async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let lines = texts.map { userLine($0) }.joined(separator: "\n")
    let id = try folder.write(lines)
    #expect(await folder.library.info(of: id)?.firstPrompt == prompt)
  }

  @Test func `Notes of the CLI and results of tools are no prompts`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let id = try folder.write(
      userLine("meta", #","isMeta":true"#), userLine("summary", #","isCompactSummary": true"#),
      #"{"type":"user","message":{"content":[{"type":"tool_result","content":"r"}]}}"#,
      #"{"type":"user","message":{"content":"broken"}"#,
      #"{"type":"assistant","x":{"type":"user"},"message":{"content":"no"}}"#,
      #"{"type":"user","message":{"content":[{"type":"image"},{"type":"text","text":"with a picture"}]}}"#)
    #expect(await folder.library.info(of: id)?.firstPrompt == "with a picture")
  }

  @Test func `A long transcript is read at its ends only`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let filler = String(repeating: userLine(String(repeating: "x", count: 1000)) + "\n", count: 300)
    let id = try folder.write(
      userLine("first"), filler, #"{"type":"custom-title","customTitle":"middle"}"#, filler,
      #"{"type":"ai-title","aiTitle":"end"}"#)
    let info = await folder.library.info(of: id)
    #expect(info?.customTitle == "end")
    #expect(info?.firstPrompt == "first")
  }

  @Test(arguments: ["", "../../etc/passwd", "x", "0000", "11111111-2222-4333-8444-55555555555g"])
  func `An id that is none is looked for nowhere`(id: String) async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    #expect(await folder.library.info(of: id) == nil)
  }

  @Test func `Sessions of the other working trees of a repository belong to the project`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let (main, side) = (folder.path + "/main", folder.path + "/side")
    let script = """
      git init -q '\(main)' && cd '\(main)' && git -c user.name=n -c user.email=e commit -q --allow-empty -m x \
      && git worktree add -q '\(side)'
      """
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/bin/sh")
    git.arguments = ["-c", script]
    git.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
    try git.run()
    git.waitUntilExit()
    #expect(git.terminationStatus == 0)
    let one = try folder.write(project: main, modified: 1_700_000_002, userLine("one"))
    let two = try folder.write(project: side, modified: 1_700_000_001, userLine("two"))
    #expect(await folder.library.sessions(in: main).map(\.id) == [one, two])
    #expect(await folder.library.sessions(in: main, includesWorktrees: false).map(\.id) == [one])
    #expect(await folder.library.info(of: two, in: main)?.summary == "two")
    #expect(await folder.library.info(of: two, in: "/srv/nowhere") == nil)
  }
}

import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct CLILocatorTests {
  private func locate(
    _ files: [String: FakeProbe.Entry] = [:], option: String? = nil, _ environment: [String: String] = [:]
  ) throws(ClaudeAgentError) -> CLILocation {
    try CLILocator(cliPath: option, environment: environment, files: FakeProbe(files)).locate()
  }

  private static let everywhere: [String: FakeProbe.Entry] = [
    "/bin/claude": .program, "/h/.local/share/claude-agent-sdk-swift/cli/current/claude": .program,
    "/usr/local/bin/claude": .program,
  ]

  @Test func `the option is taken as it is, before everything else`() throws {
    let found = try locate(Self.everywhere, option: "bin/none", ["CLAUDE_AGENT_CLI": "/other", "PATH": "/bin"])
    #expect(found == CLILocation(path: "bin/none", origin: .option))
  }

  @Test func `the environment variable comes next, also when nothing is there`() throws {
    let found = try locate(Self.everywhere, ["CLAUDE_AGENT_CLI": "/other", "PATH": "/bin"])
    #expect(found == CLILocation(path: "/other", origin: .environment))
  }

  @Test func `an empty environment variable counts as not set`() throws {
    let found = try locate(Self.everywhere, ["CLAUDE_AGENT_CLI": "", "PATH": "/bin"])
    #expect(found == CLILocation(path: "/bin/claude", origin: .searchPath))
  }

  @Test func `PATH is searched in order for a file that may be run`() throws {
    let found = try locate(
      [
        "/a/claude": .folder, "/b/claude": FakeProbe.Entry(), "/c/claude": .program, "/d/claude": .program,
      ], ["PATH": "/none:/a:/b:/c/:/d"])
    #expect(found == CLILocation(path: "/c/claude", origin: .searchPath))
  }

  @Test func `relative and empty entries of PATH are not searched`() throws {
    #expect(throws: ClaudeAgentError.self) {
      try locate(
        ["claude": .program, "./claude": .program, "bin/claude": .program, "/claude": .folder], ["PATH": ":.:bin::"])
    }
  }

  @Test func `what was installed comes after PATH and before the usual places`() throws {
    let found = try locate(Self.everywhere, ["PATH": "/none", "HOME": "/h"])
    #expect(
      found == CLILocation(path: "/h/.local/share/claude-agent-sdk-swift/cli/current/claude", origin: .installed))
  }

  @Test func `XDG_DATA_HOME moves the installed one, when it is absolute`() throws {
    let path = "/data/claude-agent-sdk-swift/cli/current/claude"
    let found = try locate([path: .program], ["HOME": "/h", "XDG_DATA_HOME": "/data"])
    #expect(found == CLILocation(path: path, origin: .installed))
    #expect(InstallationFolder(environment: ["HOME": "/h", "XDG_DATA_HOME": "data"])?.path.hasPrefix("/h/") == true)
  }

  @Test func `the usual places are tried in their order`() throws {
    let places = [
      "/h/.npm-global/bin/claude", "/usr/local/bin/claude", "/h/.local/bin/claude", "/h/node_modules/.bin/claude",
      "/h/.yarn/bin/claude", "/h/.claude/local/claude",
    ]
    for index in places.indices {
      let files = Dictionary(uniqueKeysWithValues: places[index...].map { ($0, FakeProbe.Entry()) })
      #expect(try locate(files, ["HOME": "/h"]) == CLILocation(path: places[index], origin: .fallback))
    }
  }

  @Test func `without a home only the system's place is tried`() throws {
    #expect(try locate(["/usr/local/bin/claude": .program]).path == "/usr/local/bin/claude")
  }

  @Test func `nothing found is an error that names every place`() {
    do throws(ClaudeAgentError) {
      _ = try locate([:], ["HOME": "/h", "PATH": "/bin:/x"])
      Issue.record("found something")
    } catch {
      #expect(error.code == .cliNotFound)
      for place in [
        "/bin:/x", "/h/.local/share/claude-agent-sdk-swift/cli/current/claude", "/h/.npm-global/bin/claude",
        "/usr/local/bin/claude", "/h/.claude/local/claude", "claude-agent install",
      ] {
        #expect(error.message.contains(place), "\(place)")
      }
    }
  }

  @Test func `the real disk and environment are read when nothing is given`() throws {
    let folder = try ScratchFolder()
    try folder.write("#!/bin/sh\n", to: "claude")
    let environment = ["PATH": folder.path]
    #expect((try? CLILocator(environment: environment).locate())?.origin != .searchPath)
    try FileSystem.setMode(folder.path + "/claude", 0o755)
    #expect(try CLILocator(environment: environment).locate().path == folder.path + "/claude")
    #expect(try CLILocator(cliPath: "/x").locate() == CLILocation(path: "/x", origin: .option))
  }
}

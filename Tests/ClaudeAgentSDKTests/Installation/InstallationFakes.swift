import FastTransport
import Synchronization

@testable import ClaudeAgentSDK

/// A disk of a few paths.
struct FakeProbe: FileProbe {
  struct Entry {
    var kind = FileStatus.Kind.regular
    var isExecutable = false
    var isWritable = false
    var head: [UInt8] = []

    static let program = Entry(isExecutable: true)
    static let folder = Entry(kind: .directory, isExecutable: true, isWritable: true)
    static let lockedFolder = Entry(kind: .directory, isExecutable: true)
  }

  var entries: [String: Entry]

  init(_ entries: [String: Entry]) {
    self.entries = entries
  }

  func kind(of path: String) -> FileStatus.Kind? { entries[path]?.kind }
  func isExecutable(_ path: String) -> Bool { entries[path]?.isExecutable ?? false }
  func isWritable(_ path: String) -> Bool { entries[path]?.isWritable ?? false }
  func head(of path: String, byteCount: Int) -> [UInt8]? { entries[path].map { Array($0.head.prefix(byteCount)) } }
}

/// Answers each command with a closure and remembers what was asked.
final class FakeRunner: CommandRunner {
  private let asked = Mutex<[HostCommand]>([])
  private let answer: @Sendable (HostCommand) throws(ClaudeAgentError) -> CommandOutcome

  init(_ answer: @escaping @Sendable (HostCommand) throws(ClaudeAgentError) -> CommandOutcome) {
    self.answer = answer
  }

  convenience init(exit code: Int32 = 0, output: String = "", errors: String = "") {
    self.init { _ throws(ClaudeAgentError) in
      CommandOutcome(status: .exited(code: code), output: output, errorTail: errors)
    }
  }

  var commands: [HostCommand] { asked.withLock { $0 } }

  func run(_ command: HostCommand) async throws(ClaudeAgentError) -> CommandOutcome {
    asked.withLock { $0.append(command) }
    return try answer(command)
  }
}

/// A new folder on the real disk, gone with the last reference.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = try FileSystem.makeTemporaryDirectory(prefix: "/tmp/claude-agent-tests-")
  }

  deinit {
    try? FileSystem.remove(path)
  }

  func write(_ text: String, to name: String) throws {
    try FileSystem.write(Array(text.utf8), to: path + "/" + name)
  }

  func text(of name: String) -> String? {
    FileSystem.contents(of: path + "/" + name, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
  }

  func names(in folder: String = "") -> [String] {
    (try? FileSystem.names(in: path + "/" + folder)) ?? []
  }
}

func checksum(of text: String) -> String {
  var checksum = DownloadChecksum()
  checksum.update(Array(text.utf8).span)
  return checksum.hexadecimal()
}

import ClaudeAgentSimulator
import Foundation
import Synchronization

/// A request that the simulated API has answered; times are seconds of the monotonic clock, which processes share.
struct Served: Codable, Sendable {
  let text: String
  let received: Double
  let answered: Double
}

/// The simulated API in a process of its own: its work is not the SDK's.
final class Simulator {
  let baseURL: String
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()

  init() throws {
    guard let program = Bundle.main.executableURL else { throw Complaint("This program does not know its own path.") }
    process.executableURL = program
    process.arguments = ["serve"]
    process.environment = ["PATH": "/usr/bin:/bin"]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
    baseURL = Self.line(from: answers)
  }

  /// What was answered since this was last asked for.
  func served() throws -> [Served] {
    try questions.fileHandleForWriting.write(contentsOf: Data("served\n".utf8))
    return try JSONDecoder().decode([Served].self, from: Data(Self.line(from: answers).utf8))
  }

  func stop() {
    try? questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static func line(from pipe: Pipe) -> String {
    var bytes = Data()
    while bytes.last != UInt8(ascii: "\n") {
      let more = pipe.fileHandleForReading.availableData
      if more.isEmpty { break }
      bytes.append(more)
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// `serve`: prints the URL, then for each line that comes what was answered since the last one, as a line of JSON.
  /// Ends with its input, so it ends when its parent does.
  static func serve() async throws {
    let list = Mutex<[Served]>([])
    let server = try await MockMessagesServer.started { one in
      let served = Served(text: one.record.lastUserText, received: one.received, answered: one.answered)
      list.withLock { $0.append(served) }
    }
    say(Data(server.baseURL.utf8))
    while readLine() != nil {
      let all = list.withLock { list in
        defer { list = [] }
        return list
      }
      say(try JSONEncoder().encode(all))
    }
    await server.stop()
  }

  private static func say(_ line: Data) {
    try? FileHandle.standardOutput.write(contentsOf: line + Data("\n".utf8))
  }
}

import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The tool as a person sees it.
@Suite(.serialized) struct TerminalTests {
  private static let script = """
    init-ok
    await-prompt
    init
    line {"type":"stream_event","event":{"type":"content_block_delta","delta":{"type":"text_delta","text":"Run"}}}
    line {"type":"stream_event","event":{"type":"content_block_delta","delta":{"type":"text_delta","text":"ning."}}}
    assistant Running.
    line {"type":"assistant","message":{"content":[{"type":"tool_use","name":"Bash","input":{"command":"ls -l"}}]}}
    line {"type":"user","message":{"content":[{"type":"tool_result","content":"a file"}]}}
    assistant Not \\u001b[2Jstreamed.
    result Not streamed.
    """

  @Test func `a terminal shows text as it comes, tool calls and a summary`() async throws {
    let (screen, status) = try await show(environment: ["TERM": "xterm", "NO_COLOR": "1"])
    #expect(status == 0)
    let text = screen.replacing("\u{1B}[2K", with: "").replacing("\r\n", with: "\n").replacing("\r", with: "")
    let lines = text.split(separator: "\n")
    let running = try #require(lines.firstIndex { $0.hasSuffix("Running.") })
    #expect(lines[(running + 1)...].contains { $0 == "* Bash ls -l" })
    #expect(lines.contains { $0.contains("Not ") && $0.hasSuffix("streamed.") })
    #expect(lines.last?.contains("turn") == true)
    // Said once, though it came in pieces and as a whole; and no sequence of the model's is obeyed.
    #expect(text.ranges(of: "Running.").count == 1)
    #expect(!screen.contains("\u{1B}[2J"))
  }

  @Test func `an answer that comes with the result only is shown too`() async throws {
    let (screen, _) = try await show(environment: ["TERM": "xterm"], script: "init-ok\nawait-prompt\nresult only here")
    #expect(screen.contains("only here\r\n"))
  }

  @Test func `a terminal that cannot move its cursor gets plain text`() async throws {
    let (screen, status) = try await show(environment: ["TERM": "dumb"])
    #expect(status == 0)
    #expect(screen == "Not streamed.\r\n")
  }

  /// Runs a query in a terminal and gives all that was shown.
  private func show(
    environment: [String: String], script: String = Self.script
  ) async throws -> (screen: String, status: Int32) {
    try await Tool.onThread {
      let (ours, theirs) = try Self.openTerminal()
      let tool = try Tool(
        ["query", "--cli", try Tool.program("fake-claude"), "hello"],
        environment: environment.merging(["FAKE_SCRIPT_TEXT": script]) { $1 })
      defer { tool.remove() }
      tool.process.standardOutput = theirs
      tool.process.standardError = theirs
      try tool.process.run()
      try theirs.close()
      var shown: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        // An error is the end: nobody has the other side open any more.
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(ours.fileDescriptor, $0.baseAddress, $0.count) }
        if count <= 0 { break }
        shown += buffer[..<count]
      }
      return (String(decoding: shown, as: UTF8.self), tool.end().status)
    }
  }

  private static func openTerminal() throws -> (ours: FileHandle, theirs: FileHandle) {
    struct NoTerminal: Error {}
    let ours = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard ours >= 0, let name = nameOfTerminal(ours) else { throw NoTerminal() }
    let theirs = unsafe open(name, O_RDWR | O_NOCTTY)
    guard theirs >= 0 else { throw NoTerminal() }
    return (
      FileHandle(fileDescriptor: ours, closeOnDealloc: true), FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    )
  }

  /// Unlocks the other side and names it.
  private static func nameOfTerminal(_ descriptor: Int32) -> String? {
    #if canImport(Darwin)
      guard grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = unsafe ptsname(descriptor) else {
        return nil
      }
      return unsafe String(cString: name)
    #else
      // TIOCSPTLCK and TIOCGPTN: the module of the C library leaves out the functions around them.
      var isLocked: Int32 = 0
      var number: UInt32 = 0
      guard unsafe ioctl(descriptor, 0x4004_5431, &isLocked) == 0, unsafe ioctl(descriptor, 0x8004_5430, &number) == 0
      else { return nil }
      return "/dev/pts/\(number)"
    #endif
  }
}

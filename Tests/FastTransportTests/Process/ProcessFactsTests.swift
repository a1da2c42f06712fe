import Foundation
import Testing

@testable import FastTransport

@Suite struct ProcessFactsTests {
  @Test func `a child that runs has not ended, one that was killed has, reaped or not`() throws {
    let child = try spawn("/bin/sleep", "60")
    #expect(!ProcessFacts.hasEnded(child: child))
    kill(child, SIGKILL)
    while !ProcessFacts.hasEnded(child: child) {}
    // It is still there to be reaped, once.
    #expect(ProcessFacts.hasEnded(child: child))
    var status: Int32 = 0
    #expect(unsafe waitpid(child, &status, 0) == child)
    #expect(ProcessFacts.hasEnded(child: child))
  }

  @Test func `the memory of a process is what it shares with nobody`() throws {
    #if os(Linux)
      let own = try #require(ProcessFacts.privateMemory(of: getpid()))
      #expect(own > 1 << 20)
      var block = [UInt8](repeating: 1, count: 64 << 20)
      let grown = try #require(ProcessFacts.privateMemory(of: getpid()))
      block[0] = 2
      #expect(grown - own > 32 << 20)
      #expect(block.count == 64 << 20)
    #endif
    #expect(ProcessFacts.privateMemory(of: 0x7FFF_FFF0) == nil)
    #expect(ProcessFacts.processorCount >= 1)
    #expect(ProcessFacts.physicalMemory > 1 << 28)
  }

  private func spawn(_ path: String, _ argument: String) throws -> pid_t {
    var child: pid_t = 0
    let code = unsafe path.withCString { path in
      unsafe argument.withCString { argument in
        var arguments = unsafe [UnsafeMutablePointer(mutating: path), UnsafeMutablePointer(mutating: argument), nil]
        return unsafe posix_spawn(&child, path, nil, nil, &arguments, nil)
      }
    }
    try #require(code == 0)
    return child
  }
}

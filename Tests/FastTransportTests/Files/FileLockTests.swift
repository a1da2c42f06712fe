import Testing

@testable import FastTransport

@Suite struct FileLockTests {
  @Test func `one has the lock, the next gets it when it is let go`() throws {
    let folder = try FileSystem.makeTemporaryDirectory(prefix: "/tmp/fast-transport-tests-")
    defer { try? FileSystem.remove(folder) }
    var first = try FileLock.take(folder + "/lock")
    let isTaken = first != nil
    #expect(isTaken)
    let isRefused = try FileLock.take(folder + "/lock") == nil
    #expect(isRefused)
    first = nil
    let isFree = try FileLock.take(folder + "/lock") != nil
    #expect(isFree)
    #expect(FileSystem.status(of: folder + "/lock") != nil)
  }

  @Test func `a lock in a folder that is not there is an error`() {
    #expect(throws: TransportError.self) { _ = try FileLock.take("/none/lock") }
  }
}

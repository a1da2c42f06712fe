import Testing

@testable import FastTransport

/// A new folder, gone with the last reference.
private final class Folder {
  let path: String

  init() throws {
    path = try FileSystem.makeTemporaryDirectory(prefix: "/tmp/fast-transport-tests-")
  }

  deinit {
    try? FileSystem.remove(path)
  }
}

@Suite struct FileSystemTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func failure(_ body: () throws(TransportError) -> Void) -> TransportError? {
    do throws(TransportError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `what is written is read, and its status says so`() throws {
    try FileSystem.write(Array("hello".utf8), to: path("file"))
    #expect(FileSystem.contents(of: path("file"), limit: 5) == Array("hello".utf8))
    #expect(FileSystem.contents(of: path("file"), limit: 4) == nil)
    #expect(FileSystem.head(of: path("file"), byteCount: 2) == Array("he".utf8))
    let status = try #require(FileSystem.status(of: path("file")))
    #expect(status.kind == .regular)
    #expect(status.byteCount == 5)
    #expect(status.modified > 1_600_000_000_000_000_000)
    #expect(try FileSystem.names(in: folder.path) == ["file"])
  }

  @Test func `a file longer than a chunk is read through, and reading stops when it is told to`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileSystem.write(bytes, to: path("long"))
    var read: [UInt8] = []
    try FileSystem.read(path("long")) { chunk in
      for index in chunk.indices { read.append(chunk[index]) }
      return true
    }
    #expect(read == bytes)
    var calls = 0
    try FileSystem.read(path("long")) { _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
  }

  @Test func `the mode says who may run and write`() throws {
    try FileSystem.write([], to: path("file"))
    #expect(!FileSystem.isExecutable(path("file")))
    try FileSystem.setMode(path("file"), 0o755)
    #expect(FileSystem.isExecutable(path("file")))
    #expect(FileSystem.isWritable(path("file")))
    #expect(!FileSystem.isWritable(path("none")))
  }

  @Test func `directories are made with those above, and again is nothing`() throws {
    try FileSystem.makeDirectories(path("a/b/c"))
    try FileSystem.makeDirectories(path("a/b/c"))
    #expect(FileSystem.status(of: path("a/b/c"))?.kind == .directory)
    try FileSystem.write([], to: path("file"))
    #expect(failure { () throws(TransportError) in try FileSystem.makeDirectories(path("file/below")) }?.number == 17)
    #expect(failure { () throws(TransportError) in try FileSystem.makeDirectories(path("file")) }?.number == 17)
  }

  @Test func `a link is replaced in one step, and shows where it points`() throws {
    try FileSystem.link(path("link"), to: "one")
    try FileSystem.link(path("link"), to: "two")
    #expect(FileSystem.destination(ofLink: path("link")) == "two")
    #expect(FileSystem.linkStatus(of: path("link"))?.kind == .symbolicLink)
    #expect(FileSystem.status(of: path("link")) == nil)
    #expect(FileSystem.destination(ofLink: path("none")) == nil)
  }

  @Test func `removing takes all that is below, and follows no link`() throws {
    try FileSystem.makeDirectories(path("keep"))
    try FileSystem.write([1], to: path("keep/file"))
    try FileSystem.makeDirectories(path("a/b"))
    try FileSystem.link(path("a/link"), to: path("keep"))
    try FileSystem.remove(path("a"))
    try FileSystem.remove(path("a"))
    #expect(try FileSystem.names(in: folder.path) == ["keep"])
    #expect(FileSystem.contents(of: path("keep/file"), limit: 9) == [1])
  }

  @Test func `a rename replaces what was there`() throws {
    try FileSystem.write([1], to: path("a"))
    try FileSystem.write([2], to: path("b"))
    try FileSystem.rename(path("a"), to: path("b"))
    try FileSystem.synchronize(path("b"))
    #expect(FileSystem.contents(of: path("b"), limit: 9) == [1])
    #expect(try FileSystem.names(in: folder.path) == ["b"])
  }

  @Test func `a failure has its number, its place and the system's words`() {
    let error = failure { () throws(TransportError) in _ = try FileSystem.names(in: path("none")) }
    #expect(error == TransportError(.system, number: 2, at: "opendir " + path("none")))
    #expect(error?.systemText == "no such file or directory")
    #expect(TransportError(.closed, at: "x").systemText == "")
  }

  @Test func `a path with a NUL inside is refused, not cut`() throws {
    try FileSystem.write([], to: path("a"))
    let evil = path("a\0.txt")
    #expect(FileSystem.status(of: evil) == nil)
    #expect(!FileSystem.isWritable(evil))
    #expect(failure { () throws(TransportError) in try FileSystem.remove(evil) } == nil)
    #expect(failure { () throws(TransportError) in try FileSystem.write([], to: evil) }?.number == 22)
    #expect(FileSystem.status(of: path("a")) != nil)
  }
}

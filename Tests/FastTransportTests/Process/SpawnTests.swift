import CSpawn
import Testing

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether there is such a process; a zombie is none.
func processLives(_ pid: Int32) -> Bool { cspawn_start_time(pid) != 0 }

@Suite final class `A started child` {
  private let loop: EventLoop

  init() throws { loop = try EventLoop(name: "test") }
  deinit { loop.stop() }

  private func run(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], directory: String? = nil,
    errorStream: SpawnRequest.ErrorStream = .pipe, user: SpawnRequest.User? = nil
  ) async throws -> [String] {
    let request = SpawnRequest(
      path: program, arguments: arguments, environment: environment, directory: directory, errorStream: errorStream,
      user: user)
    let child = try await ObservedChild.start(request, on: loop)
    child.endInput()
    let lines = await child.output.all()
    #expect(await child.status() == .exited(0))
    return lines
  }

  private func shell(_ script: String) async throws -> [String] {
    try await run("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
  }

  @Test func `leads a session and a group of its own`() async throws {
    let line = try #require(try await run("/bin/cat", ["/proc/self/stat"]).first)
    let fields = line.split(separator: " ")
    #expect(fields[4] == fields[0])
    #expect(fields[5] == fields[0])
    #expect(fields[0] != "\(getpid())")
  }

  @Test func `has the three standard descriptors and no other`() async throws {
    // One that every careless exec would hand on.
    let leak = unsafe open("/dev/null", O_RDONLY)
    defer { _ = close(leak) }
    #expect(leak >= 0)
    #expect(try await shell("ls /proc/$$/fd") == ["0", "1", "2"])
  }

  @Test func `has pipes for input and output`() async throws {
    let targets = try await shell("readlink /proc/$$/fd/0; readlink /proc/$$/fd/2")
    #expect(targets.count == 2)
    for target in targets { #expect(target.hasPrefix("pipe:")) }
  }

  @Test func `may have its errors thrown away`() async throws {
    let lines = try await run(
      "/bin/sh", ["-c", "readlink /proc/$$/fd/2"], environment: ["PATH": "/usr/bin:/bin"], errorStream: .discard)
    #expect(lines == ["/dev/null"])
  }

  @Test func `may share the error stream of its host`() async throws {
    let lines = try await run(
      "/bin/sh", ["-c", "readlink /proc/$$/fd/2; readlink /proc/\(getpid())/fd/2"],
      environment: ["PATH": "/usr/bin:/bin"], errorStream: .inherit)
    #expect(lines.count == 2)
    #expect(lines.first == lines.last)
  }

  @Test func `starts in the directory it is given`() async throws {
    #expect(try await run("/bin/pwd", directory: "/usr/bin") == ["/usr/bin"])
  }

  @Test func `sees exactly the environment it is given`() async throws {
    let environment = ["A": "1", "EMPTY": "", "WITH SPACE": "x=y z", "ÜMLAUT": "grün"]
    let lines = try await run("/usr/bin/env", environment: environment)
    #expect(Set(lines) == ["A=1", "EMPTY=", "WITH SPACE=x=y z", "ÜMLAUT=grün"])
    #expect(try await run("/usr/bin/env") == [])
  }

  @Test func `gets its arguments as they are`() async throws {
    let arguments = ["", "a b", "$HOME", "'\"", "--x=*", "grün", "\t"]
    let lines = try await run("/usr/bin/printf", ["[%s]\n"] + arguments)
    #expect(lines == arguments.map { "[\($0)]" })
  }

  @Test func `has no blocked and no ignored signals, although its host has`() async throws {
    // Loop threads block every signal; a host may ignore some.
    let before = signal(SIGURG, SIG_IGN)
    defer { _ = signal(SIGURG, before) }
    let lines = try await run("/bin/cat", ["/proc/self/status"])
    let none = String(repeating: "0", count: 16)
    for name in ["SigBlk", "SigIgn", "SigPnd"] { #expect(lines.contains("\(name):\t\(none)")) }
  }

  @Test func `runs as the user it is given`() async throws {
    let isRoot = geteuid() == 0
    // Without root there is nobody to become but oneself.
    let user =
      isRoot
      ? SpawnRequest.User(user: 65_534, group: 65_534, groups: [65_534, 7])
      : SpawnRequest.User(user: geteuid(), group: getegid(), groups: [])
    let lines = try await run("/bin/cat", ["/proc/self/status"], user: user)
    let ids = { (id: UInt32) in "\(id)\t\(id)\t\(id)\t\(id)" }
    #expect(lines.contains("Uid:\t" + ids(user.user)))
    #expect(lines.contains("Gid:\t" + ids(user.group)))
    if isRoot { #expect(lines.contains { $0.hasPrefix("Groups:\t7 65534") }) }
  }

  @Test func `may be named a user, who is looked up with all groups`() throws {
    let root = try SpawnRequest.User(named: "root")
    #expect(root.user == 0)
    #expect(root.group == 0)
    #expect(root.groups.contains(0))
    #expect(throws: TransportError(.system, number: ENOENT, at: "user nobody-of-that-name")) {
      try SpawnRequest.User(named: "nobody-of-that-name")
    }
  }

  @Test(arguments: [
    (path: "/nonexistent/program", directory: String?.none, code: TransportError.Code.notExecutable, number: ENOENT),
    ("/etc/passwd", nil, .notExecutable, EACCES),
    ("/usr", nil, .notExecutable, EACCES),
    ("/etc/passwd/program", nil, .notExecutable, ENOTDIR),
    ("/bin/true", "/nonexistent", .noSuchDirectory, ENOENT),
    ("/bin/true", "/etc/passwd", .noSuchDirectory, ENOTDIR),
    ("/nonexistent/program", "/nonexistent", .noSuchDirectory, ENOENT),
  ])
  func `that cannot be started says which step failed and why`(
    path: String, directory: String?, code: TransportError.Code, number: Int32
  ) async throws {
    let place = code == .noSuchDirectory ? "chdir \(directory ?? "")" : "exec \(path)"
    await #expect(throws: TransportError(code, number: number, at: place)) {
      try await ObservedChild.start(SpawnRequest(path: path, directory: directory), on: self.loop)
    }
  }

  @Test func `is refused a zero byte and a broken environment name`() async throws {
    let requests = [
      SpawnRequest(path: "/bin/true", arguments: ["a\0b"]), SpawnRequest(path: "/bin/tr\0ue"),
      SpawnRequest(path: "/bin/true", environment: ["A": "\0"]), SpawnRequest(path: "/bin/true", directory: "\0"),
      SpawnRequest(path: "/bin/true", environment: ["": "x"]),
      SpawnRequest(path: "/bin/true", environment: ["A=B": "x"]),
    ]
    for request in requests {
      let error = await #expect(throws: TransportError.self) {
        try await ObservedChild.start(request, on: self.loop)
      }
      #expect(error?.code == .system)
      #expect(error?.number == EINVAL)
    }
  }
}

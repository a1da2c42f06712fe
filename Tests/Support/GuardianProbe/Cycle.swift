import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts and ends children in turn, every third by KILL and every fifth one that cannot be started.
final class Cycle: @unchecked Sendable {
  // Sendable: the fields are touched on the loop only.
  private let loop: EventLoop
  private var remaining = 0
  private var before = ""

  init(loop: EventLoop) { self.loop = loop }

  func run(count: Int) throws {
    loop.submit { [self] in
      // The first rounds fill caches and start the guardian; what they cost is no growth.
      remaining = 10
      next { [self] in
        before = state()
        remaining = count
        next { [self] in
          GuardianProbe.say("before \(before)")
          GuardianProbe.say("after \(state())")
          exit(0)
        }
      }
    }
    while true { pause() }
  }

  private func next(then: @escaping @Sendable () -> Void) {
    guard remaining > 0 else { return then() }
    remaining -= 1
    let fails = remaining % 5 == 4
    let request = SpawnRequest(path: fails ? "/nonexistent/program" : "/bin/cat")
    let events = ChildProcess.Events(
      endInput: { [self] in endInput() }, exited: { _ in }, abandonOutput: {},
      finished: { [self] in
        child = nil
        // libuv closes handles behind us; the next round comes after that.
        loop.submit { self.next(then: then) }
      })
    do {
      let child = try ChildProcess(request, on: loop, events: events)
      self.child = child
      guard let pipes = child.takePipes() else { exit(70) }
      input = pipes.input
      close(pipes.output)
      close(pipes.error)
      child.outputEnded()
      if remaining % 3 == 2 { child.kill() } else { child.close() }
    } catch {
      loop.submit { self.next(then: then) }
    }
  }

  private var child: ChildProcess?
  private var input: Int32 = -1

  private func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  private func state() -> String {
    "descriptors \(entries("/proc/self/fd")) threads \(entries("/proc/self/task")) children \(children())"
  }

  private func entries(_ path: String) -> Int { names(path).count }

  private func names(_ path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // Safe: the name ends with a zero inside the entry.
      names.append(unsafe withUnsafePointer(to: &entry.pointee.d_name.0) { unsafe String(cString: $0) })
    }
    return names
  }

  /// Children in the process table, zombies included: the guardian is one.
  private func children() -> Int {
    names("/proc").filter { Int($0) != nil && parent(of: $0) == Int(getpid()) }.count
  }

  private func parent(of process: String) -> Int? {
    guard let file = unsafe fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { unsafe fclose(file) }
    var text = [UInt8](repeating: 0, count: 1024)
    let count = unsafe fread(&text, 1, text.count, file)
    let fields = String(decoding: text.prefix(count), as: UTF8.self).split(separator: ")").last?.split(separator: " ")
    return fields.flatMap { $0.count > 1 ? Int($0[1]) : nil }
  }
}

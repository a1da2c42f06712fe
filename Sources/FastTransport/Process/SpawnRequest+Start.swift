private import CSpawn

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A child as the kernel names it.
struct StartedProcess {
  let pid: Int32
  /// Readable once the child has ended; -1 where there is none. Owned by whoever holds this.
  let pidfd: Int32
  /// Tells the child from a later process with the same pid; 0 where unknown.
  let startTime: UInt64
}

extension SpawnRequest {
  /// Starts the program over the given descriptors, which stay the caller's; -1 is the null device.
  ///
  /// - Parameter diesWithThread: Whether the kernel sends TERM when the calling thread ends.
  /// - Throws: `.notExecutable`, `.noSuchDirectory` or `.system`, with the errno and what it is about.
  func start(input: Int32, output: Int32, error: Int32, diesWithThread: Bool) throws(TransportError) -> StartedProcess {
    let strings = try layOut()
    let groups = user?.groups ?? []
    let result = unsafe strings.withUnsafeBufferPointer { strings in
      unsafe groups.withUnsafeBufferPointer { groups in
        var request = unsafe cspawn_request(
          strings: strings.baseAddress!, argument_count: arguments.count + 1, environment_count: environment.count,
          changes_directory: directory != nil, input: input, output: output, error: error,
          parent_death_signal: diesWithThread ? SIGTERM : 0, changes_user: user != nil, user: user?.user ?? 0,
          group: user?.group ?? 0, groups: groups.baseAddress, group_count: groups.count)
        // Safe: both arrays outlive the call, and `strings` holds as many strings as the counts say.
        return unsafe cspawn_start(&request)
      }
    }
    if result.error != 0 { throw failure(of: result.step, result.error) }
    return StartedProcess(pid: result.pid, pidfd: result.pidfd, startTime: result.start_time)
  }

  /// Path, directory, arguments and environment, each with a zero behind it.
  private func layOut() throws(TransportError) -> [CChar] {
    var strings: [CChar] = []
    func add(_ parts: String...) throws(TransportError) {
      for part in parts {
        for byte in part.utf8 {
          // A zero would cut the string short, and what follows would be taken for the next one.
          if byte == 0 { throw TransportError(.system, number: EINVAL, at: "a zero byte in \(part.debugDescription)") }
          strings.append(CChar(bitPattern: byte))
        }
      }
      strings.append(0)
    }
    try add(path)
    try add(directory ?? "")
    try add(path)
    for argument in arguments { try add(argument) }
    for (name, value) in environment {
      if name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) {
        throw TransportError(.system, number: EINVAL, at: "environment name \(name.debugDescription)")
      }
      try add(name, "=", value)
    }
    return strings
  }

  private func failure(of step: cspawn_step, _ number: Int32) -> TransportError {
    switch step {
    case CSPAWN_STEP_DIRECTORY: return TransportError(.noSuchDirectory, number: number, at: "chdir \(directory ?? "")")
    case CSPAWN_STEP_USER: return TransportError(.system, number: number, at: "change to user \(user?.user ?? 0)")
    case CSPAWN_STEP_DESCRIPTORS: return TransportError(.system, number: number, at: "descriptors of \(path)")
    case CSPAWN_STEP_EXEC:
      // Memory, the size of the arguments and the like say nothing about the file.
      let aboutFile = [ENOENT, EACCES, ENOEXEC, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, EPERM, ETXTBSY].contains(number)
      return TransportError(aboutFile ? .notExecutable : .system, number: number, at: "exec \(path)")
    default: return TransportError(.system, number: number, at: "spawn \(path)")
    }
  }
}

import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A host for tests: one that gets killed, or one whose descriptors, threads and children are counted.
///
///     guardian-probe hold SCRIPT      start `sh -c SCRIPT`, say who guards it, wait to be killed
///     guardian-probe replace SCRIPT   the same, but the first guardian is killed and a second one is needed
///     guardian-probe alone SCRIPT     the same with a guardian that cannot be started
///     guardian-probe forget SCRIPT    the same, but nothing is registered any more when the host dies
///     guardian-probe cycle COUNT      start and end COUNT children, say what has grown
///     guardian-probe hold-program PATH ARGUMENT...   any program, with this environment, its input left open
@main
struct GuardianProbe {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { exit(64) }
    // The children's words go the way of ours.
    dup2(STDOUT_FILENO, STDERR_FILENO)
    let loop = try EventLoop()
    switch arguments[1] {
    case "cycle": try Cycle(loop: loop).run(count: Int(arguments[2]) ?? 1)
    case "hold-program": try Host(loop: loop, mode: "hold", program: Array(arguments[2...])).hold()
    default: try Host(loop: loop, mode: arguments[1], program: ["/bin/sh", "-c", arguments[2]]).hold()
    }
  }

  /// Writes a line at once.
  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
  }

  static func environment() -> [String: String] {
    var values: [String: String] = [:]
    for name in ["PATH", "HOME", "CLAUDE_CONFIG_DIR", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"] {
      if let value = unsafe getenv(name) { values[name] = unsafe String(cString: value) }
    }
    return values
  }
}

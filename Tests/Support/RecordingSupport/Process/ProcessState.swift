private import Foundation

/// What the system says about this process, from `/proc`.
package struct ProcessState {
  package let descriptors: Int
  package let threads: Int
  package let residentKiB: Int
  /// Children, zombies among them.
  package let children: Int
  package let zombies: Int

  package init() {
    descriptors = Self.names(in: "/proc/self/fd").count
    threads = Self.names(in: "/proc/self/task").count
    residentKiB = Self.number("VmRSS:", in: "/proc/self/status")
    let own = Self.names(in: "/proc").compactMap { pid_t($0) }.compactMap { Self.parentAndState($0) }
      .filter { $0.parent == getpid() }
    children = own.count
    zombies = own.filter { $0.state == "Z" }.count
  }

  /// Whether a sanitizer is linked in, which makes the memory of this process a multiple of what it needs.
  package static var isSanitized: Bool {
    // Safe: the system looks the names up in what is loaded.
    unsafe dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil
  }

  /// Waits until none of the processes in the file lives; gives up after a minute.
  package static func settle(_ pidFile: String) async {
    let deadline = ContinuousClock.now + .seconds(60)
    while living(in: pidFile) > 0, ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// How many of the processes in the file live, or have not been reaped.
  package static func living(in pidFile: String) -> Int {
    let text = (try? String(contentsOfFile: pidFile, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { pid_t($0) }.filter { kill($0, 0) == 0 }.count
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private static func number(_ key: String, in file: String) -> Int {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first { $0.hasPrefix(key) }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  private static func parentAndState(_ pid: pid_t) -> (parent: pid_t, state: String)? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: name)...].split(separator: " ")
    guard fields.count > 1, let parent = pid_t(fields[1]) else { return nil }
    return (parent, String(fields[0]))
  }
}

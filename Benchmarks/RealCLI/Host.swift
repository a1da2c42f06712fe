#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the driver asks its own process.
enum Host {
  /// Seconds of processor time of this process, user and system, without its children.
  static var processorTime: Double { processorTime(of: 0) }

  /// The same of the children that have ended: CLIs, each with its own children.
  static var childrenTime: Double { processorTime(of: -1) }

  /// - Parameter whose: RUSAGE_SELF or RUSAGE_CHILDREN, whose type differs between the C libraries.
  private static func processorTime(of whose: Int) -> Double {
    var usage = rusage()
    _ = unsafe getrusage(.init(whose), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// A line of `/proc/self/status`, in KiB.
  static func memory(_ key: String) -> Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(key) { return Int(text.filter(\.isNumber)) ?? 0 }
    }
    return 0
  }
}

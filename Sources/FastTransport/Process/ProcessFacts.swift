#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What the system says about a process from outside.
package enum ProcessFacts {
  /// Whether a child of this process has ended, reaped or not. Asks the system once and changes nothing.
  package static func hasEnded(child: Int32) -> Bool {
    // Safe: a record of plain numbers and addresses; nothing here follows an address.
    var facts = unsafe siginfo_t()
    // Safe: the system writes into `facts`, which lives through the call; a status stays to be collected (WNOWAIT).
    let code = unsafe waitid(P_PID, id_t(child), &facts, WEXITED | WNOHANG | WNOWAIT)
    // Zeros are left where nothing has happened, so a signal says that something has.
    return unsafe code != 0 || facts.si_signo != 0
  }

  /// The memory that a process has for itself, in bytes: what is resident without what it shares with others. Nil where
  /// the system does not say, and for a process that is gone.
  package static func privateMemory(of process: Int32) -> Int? {
    guard let text = try? HostSystem.readFile("/proc/\(process)/statm", limit: 4096) else { return nil }
    let pages = String(decoding: text, as: UTF8.self).split(separator: " ")
    guard pages.count > 2, let resident = Int(pages[1]), let shared = Int(pages[2]), resident >= shared else {
      return nil
    }
    return (resident - shared) * Int(getpagesize())
  }

  /// How many processors there are; at least one.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The memory of the machine in bytes.
  package static var physicalMemory: Int { max(0, Int(sysconf(Int32(_SC_PHYS_PAGES)))) * Int(getpagesize()) }
}

/// How a child ended.
package enum ExitStatus: Sendable, Equatable {
  /// It ended by itself, with this code; 0 is success.
  case exited(Int32)
  /// A signal with this number ended it.
  case signalled(Int32)
  /// It has ended, but the host took its status first, or it could not be ended at all.
  case unknown

  package var isSuccess: Bool { self == .exited(0) }
}

extension ExitStatus: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exited(let code): return "exit code \(code)"
    case .signalled(let number): return "signal \(number)"
    case .unknown: return "unknown exit status"
    }
  }
}

private import Dispatch

/// A request and the times of its answer: what a benchmark takes off the time of a whole turn.
package struct ServedRequest: Sendable {
  /// The request as the log keeps it.
  package var record: ReceivedRequest
  /// When its last byte had come.
  package var received: Double
  /// When the last byte of the answer had been given to the system.
  package var answered: Double

  /// Seconds of the clock of both times. All processes of a machine share it: `CLOCK_MONOTONIC` on Linux.
  package static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }
}

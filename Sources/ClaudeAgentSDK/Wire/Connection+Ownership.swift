internal import FastTransport

/// Whose process it is: taking it over, ending it, giving it back.
extension Connection {
  /// Takes the place of the connection that this one was made from, which must be at rest: its frames, its end. Queued
  /// on the loop before anything else that concerns this connection.
  ///
  /// - Parameters:
  ///   - greeting: The answer to `initialize`; the next handshake finds it instead of asking again.
  ///   - id: The session's id, where it was chosen before.
  ///   - processID: The process, if it is one.
  func takeOver(greeting: JSONView?, sessionID id: String?, processID: Int32?) {
    onLoop { connection in
      connection.greeting = greeting
      if let id {
        connection.sessionID = id
        connection.events.session(id)
      }
      if let processID { connection.events.emit(.started(processID: processID)) }
      connection.watchdog?.saw(.started)
      connection.inbox.attach(connection, classifier: connection.classifier)
      connection.carrier.belongs(to: connection)
    }
  }

  /// Ends the connection in bounded time; one that was lent goes back to its owner if it can.
  func close() async {
    if isLeased, await fromLoop({ $0.giveBack() }) { return }
    await transport.close()
    onLoop { connection in
      connection.settle()
      guard let lease = connection.lease.take() else { return }
      lease.end(hasFailed: connection.hasFailed)
    }
  }

  /// Ends the connection now, without waiting.
  func cancel() {
    transport.cancel()
    onLoop { $0.settle() }
  }

  /// Gives the connection back to whoever lent it, if it is fit for somebody else. On the loop.
  private func giveBack() -> Bool {
    guard tracker.keepsInput, isAtRest, let lease = lease.take() else { return false }
    // Whoever still reads has read everything.
    inbox.end(.finished)
    settle()
    lease.giveBack(self)
    return true
  }

  /// Whether the run has ended well, and nothing is left of it that another user could meet: nothing runs, nothing is
  /// awaited, and nothing was changed that a reset does not take back.
  private var isAtRest: Bool {
    guard end == nil, !isMarked, !hasFailed, calls.count == 0 else { return false }
    // A conversation goes on until it is closed; the stream of a single prompt has ended with its answer.
    guard framesEnded == (purpose != .conversation) else { return false }
    return tracker.isQuiet && turns.count == 0 && !router.isServing
  }

  var hasFailed: Bool {
    if stall != nil || writeFailure != nil || failedResult != nil { return true }
    return end.map { $0.error != nil || $0.exitStatus != .exited(code: 0) } ?? false
  }
}

internal import FastTransport

/// One started transport and its place on a loop, with the connection that owns it just now.
///
/// A cold run has one owner. A warm process has several: the pool that shook hands, the user it was handed to, the pool
/// again. Ownership changes on the loop, between two reads.
final class Carrier: @unchecked Sendable {
  // Sendable: what changes is touched on the loop only.

  let loop: EventLoop
  private let group: LoopGroup
  private weak var owner: Connection?
  /// Where the end is told when the owner was dropped before it came.
  private var events: EventSink
  /// How the transport ended.
  private(set) var end: TransportEnd?

  /// - Parameter loop: Acquired from `group`, which gets it back with the transport.
  init(loop: EventLoop, group: LoopGroup, events: EventSink) {
    self.loop = loop
    self.group = group
    self.events = events
  }

  deinit { group.release(loop) }

  /// From here on the end is this connection's. On the loop, or before the start.
  func belongs(to owner: Connection) {
    self.owner = owner
    events = owner.events
    if let end { owner.transportFinished(end) }
  }

  /// The transport has ended. On the loop.
  func finished(_ end: TransportEnd) {
    guard self.end == nil else { return }
    self.end = end
    // A connection that was dropped ends behind its own back; the observer learns of it all the same.
    if let owner { owner.transportFinished(end) } else { events.emit(.exited(end)) }
  }
}

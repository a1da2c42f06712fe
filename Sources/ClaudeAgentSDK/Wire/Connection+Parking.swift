internal import FastTransport

/// Giving a process up while its conversation is idle. On the loop.
extension Connection {
  /// Requests that leave nothing in the process which a resumed session would miss.
  private static let harmless: Set<String> = [
    "initialize", "interrupt", "cancel_async_message", "rename_session", "generate_session_title", "side_question",
    "get_context_usage", "get_usage", "get_session_cost", "get_settings", "get_status", "get_binary_version",
    "get_hooks_listing", "get_task_output", "list_models", "list_permission_rules", "mcp_status", "mcp_read_resource",
    "file_suggestions", "read_file",
  ]

  /// How this process can be given up; nil where nobody wants it. Before the connection is used.
  func makeParking(
    readerIsFree: @escaping @Sendable () -> Bool, onPark: @escaping @Sendable () -> Void
  ) -> Parking? {
    guard let lender, lender.owner.callsLeasesIn else { return nil }
    return Parking(slot: lender.slot, owner: lender.owner, readerIsFree: readerIsFree, onPark: onPark)
  }

  /// From here on the process may be given up when nothing goes on.
  func allow(_ parking: Parking) {
    self.parking = parking
    router.onRuleChange = { [weak self] in self?.isPinned = true }
  }

  /// A request is about to be sent.
  func note(_ subtype: String) {
    if subtype != "initialize" { isMarked = true }
    if !Self.harmless.contains(subtype) { isPinned = true }
  }

  /// Something has ended: perhaps nothing goes on any more.
  func considerRest() {
    guard let parking, canPark else { return }
    parking.rests { [weak self] in self?.onLoop { $0.giveUp() } }
  }

  private func giveUp() {
    guard let parking, parking.parks(ifQuiet: canPark) else { return }
    settle()
    Task.detached { [self] in await close() }
  }

  /// Whether the session could go on in another process as if nothing had happened.
  private var canPark: Bool {
    guard end == nil, !framesEnded, !isPinned, !hasBackgroundTasks, sessionID != nil, !hasFailed else { return false }
    return tracker.resultReceived && tracker.isQuiet && turns.count == 0 && calls.count == 0 && !router.isServing
  }
}

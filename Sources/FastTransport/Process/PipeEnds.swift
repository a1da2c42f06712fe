private import CSpawn

/// The pipes of a child while it is being started: each has an end of ours and an end of theirs.
struct PipeEnds {
  struct Pipe {
    var ours: Int32 = -1
    var theirs: Int32 = -1
  }

  private(set) var input = Pipe()
  private(set) var output = Pipe()
  private(set) var error = Pipe()

  /// Opens them all. After an error some are open: close both sides.
  mutating func open(withError: Bool) throws(TransportError) {
    try Self.open(read: &input.theirs, write: &input.ours)
    try Self.open(read: &output.ours, write: &output.theirs)
    if withError { try Self.open(read: &error.ours, write: &error.theirs) }
  }

  /// The child has its own copies by now, or does not exist.
  func closeTheirs() { closeDescriptors([input.theirs, output.theirs, error.theirs]) }

  /// There is no child.
  func closeOurs() { closeDescriptors([input.ours, output.ours, error.ours]) }

  private static func open(read: inout Int32, write: inout Int32) throws(TransportError) {
    // Safe: the call writes the two numbers and keeps no pointer.
    let error = unsafe cspawn_pipe(&read, &write)
    if error != 0 { throw TransportError(.system, number: error, at: "pipe of a child") }
  }
}

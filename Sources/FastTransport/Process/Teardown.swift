/// How a child is brought to its end: steps taken in turn until it has exited.
///
/// A plain value; `ChildProcess.StateMachine` walks through it.
package struct Teardown: Sendable, Equatable {
  package enum Step: Sendable, Equatable {
    /// The child's input ends: it may finish what it does, save and leave.
    case endInput
    /// Goes on once the time has passed; an exit before that ends the teardown.
    case wait(Duration)
    /// TERM for the child and its group. What it started elsewhere is listed, so that it can be found without it.
    case terminate
    /// KILL for the child, its group and everything it started.
    case kill
  }

  package let steps: [Step]
  /// How long the output may stay open after the exit, and how long what the child left behind may take to obey TERM.
  package let drain: Duration

  /// A teardown without a kill gets one at its end, and always a wait behind it: nothing is left to itself.
  package init(_ steps: [Step], drain: Duration = .seconds(1)) {
    var steps = steps
    if !steps.contains(.kill) { steps.append(.kill) }
    if steps.last == .kill { steps.append(.wait(.seconds(5))) }
    self.steps = steps
    self.drain = drain
  }

  /// End of input, then TERM, then KILL, five seconds apart: the child can write its transcript.
  package static let standard = Teardown.graceful(grace: .seconds(5))

  /// KILL now, for the whole tree.
  package static let atOnce = Teardown([.endInput, .kill], drain: .milliseconds(200))

  /// End of input, then TERM, then KILL, `grace` apart.
  package static func graceful(grace: Duration) -> Teardown {
    Teardown([.endInput, .wait(grace), .terminate, .wait(grace), .kill])
  }

  /// End of input and TERM at once, and KILL after `grace`: for a run that nobody waits for any more.
  package static func prompt(grace: Duration) -> Teardown {
    Teardown([.endInput, .terminate, .wait(grace), .kill])
  }
}

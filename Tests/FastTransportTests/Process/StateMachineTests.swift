import Testing

@testable import FastTransport

@Suite struct `The life of a child` {
  typealias Machine = ChildProcess.StateMachine
  private let second = Duration.seconds(1)

  private func running() -> Machine {
    var machine = Machine()
    machine.started()
    return machine
  }

  private var plan: Teardown {
    Teardown([.endInput, .wait(.seconds(2)), .terminate, .wait(.seconds(3)), .kill, .wait(.seconds(4))])
  }

  @Test func `a child that was never started closes at once`() {
    var machine = Machine()
    #expect(machine.close(.standard) == [.finish])
    #expect(machine.phase == .closed)
  }

  @Test func `killing a child that was never started closes at once`() {
    var machine = Machine()
    #expect(machine.kill() == [.finish])
    #expect(machine.phase == .closed)
  }

  @Test func `a start makes an idle child run, and nothing else`() {
    var machine = Machine()
    machine.started()
    #expect(machine.phase == .running)
    _ = machine.close(plan)
    machine.started()
    #expect(machine.phase == .closing)
  }

  @Test func `the steps follow each other, one wait apart`() {
    var machine = running()
    #expect(machine.close(plan) == [.endInput, .setTimer(.seconds(2))])
    #expect(machine.phase == .closing)
    #expect(machine.timerFired(isOutputPaused: false) == [.terminate, .setTimer(.seconds(3))])
    #expect(machine.timerFired(isOutputPaused: true) == [.kill, .setTimer(.seconds(4))])
    #expect(machine.timerFired(isOutputPaused: false) == [.abandonOutput, .report(.unknown)])
    #expect(machine.phase == .unkillable)
  }

  @Test func `closing twice is closing once`() {
    var machine = running()
    _ = machine.close(plan)
    #expect(machine.close(.atOnce) == [])
    #expect(machine.timerFired(isOutputPaused: false) == [.terminate, .setTimer(.seconds(3))])
  }

  @Test func `an exit before the close is reported once, and the close then does nothing`() {
    var machine = running()
    #expect(machine.outputEnded() == [])
    #expect(machine.exited(.exited(0), hasLeftovers: false) == [.report(.exited(0)), .finish])
    #expect(machine.phase == .closed)
    #expect(machine.close(plan) == [])
    #expect(machine.kill() == [])
    #expect(machine.exited(.exited(1), hasLeftovers: false) == [])
    #expect(machine.timerFired(isOutputPaused: false) == [])
    #expect(machine.outputEnded() == [])
  }

  @Test func `an exit during the grace ends the teardown`() {
    var machine = running()
    _ = machine.close(plan)
    _ = machine.outputEnded()
    #expect(machine.exited(.exited(0), hasLeftovers: false) == [.report(.exited(0)), .finish])
    #expect(machine.timerFired(isOutputPaused: false) == [])
  }

  @Test func `after the exit the rest of the output is waited for`() {
    var machine = running()
    #expect(machine.exited(.exited(3), hasLeftovers: false) == [.report(.exited(3)), .setTimer(second)])
    #expect(machine.phase == .draining)
    #expect(machine.outputEnded() == [.finish])
    #expect(machine.outputEnded() == [])
    #expect(machine.phase == .closed)
  }

  @Test func `an output that a grandchild holds open is given up`() {
    var machine = running()
    _ = machine.exited(.signalled(9), hasLeftovers: false)
    #expect(machine.timerFired(isOutputPaused: false) == [.abandonOutput, .finish])
    #expect(machine.phase == .closed)
  }

  @Test func `an output that only the consumer keeps waiting is not given up`() {
    var machine = running()
    _ = machine.exited(.exited(0), hasLeftovers: false)
    #expect(machine.timerFired(isOutputPaused: true) == [.setTimer(second)])
    #expect(machine.timerFired(isOutputPaused: true) == [.setTimer(second)])
    #expect(machine.outputEnded() == [.finish])
  }

  @Test func `an output that nobody wants any more is given up although it is paused`() {
    var machine = running()
    _ = machine.exited(.exited(0), hasLeftovers: false)
    #expect(machine.close(plan) == [])
    #expect(machine.timerFired(isOutputPaused: true) == [.abandonOutput, .finish])
  }

  @Test func `what outlives the child is killed after the drain, and the output then gets another`() {
    var machine = running()
    #expect(machine.exited(.exited(0), hasLeftovers: true) == [.report(.exited(0)), .setTimer(second)])
    #expect(machine.timerFired(isOutputPaused: false) == [.killLeftovers, .setTimer(second)])
    #expect(machine.outputEnded() == [.finish])
  }

  @Test func `leftovers are killed although the output has ended`() {
    var machine = running()
    _ = machine.outputEnded()
    #expect(machine.exited(.exited(0), hasLeftovers: true) == [.report(.exited(0)), .setTimer(second)])
    #expect(machine.timerFired(isOutputPaused: false) == [.killLeftovers, .finish])
    #expect(machine.phase == .closed)
  }

  @Test func `killing a running child skips every grace`() {
    var machine = running()
    #expect(machine.kill() == [.endInput, .kill, .setTimer(.seconds(5))])
    #expect(machine.exited(.signalled(9), hasLeftovers: false).first == .report(.signalled(9)))
  }

  @Test func `killing overtakes a teardown that is under way`() {
    var machine = running()
    _ = machine.close(plan)
    #expect(machine.kill() == [.kill, .setTimer(.seconds(5))])
    #expect(machine.kill() == [])
  }

  @Test func `killing during the drain lets go of everything`() {
    var machine = running()
    _ = machine.exited(.exited(0), hasLeftovers: true)
    #expect(machine.kill() == [.killLeftovers, .abandonOutput, .finish])
    #expect(machine.phase == .closed)
  }

  @Test func `a child that outlives the kill is still let go of when it goes`() {
    var machine = running()
    _ = machine.kill()
    #expect(machine.timerFired(isOutputPaused: false) == [.abandonOutput, .report(.unknown)])
    #expect(machine.kill() == [])
    #expect(machine.close(plan) == [])
    #expect(machine.exited(.signalled(9), hasLeftovers: false) == [.finish])
    #expect(machine.phase == .closed)
  }
}

@Suite struct `A teardown` {
  @Test func `always ends in a kill and a wait for the exit`() {
    #expect(Teardown([]).steps == [.kill, .wait(.seconds(5))])
    #expect(
      Teardown([.endInput, .wait(.seconds(1))]).steps == [.endInput, .wait(.seconds(1)), .kill, .wait(.seconds(5))])
    #expect(Teardown([.kill, .wait(.seconds(9))]).steps == [.kill, .wait(.seconds(9))])
  }

  @Test func `escalates with five seconds of grace unless told otherwise`() {
    let five = Duration.seconds(5)
    #expect(Teardown.standard.steps == [.endInput, .wait(five), .terminate, .wait(five), .kill, .wait(five)])
    #expect(
      Teardown.prompt(grace: .seconds(2)).steps == [.endInput, .terminate, .wait(.seconds(2)), .kill, .wait(five)])
    #expect(Teardown.atOnce.steps == [.endInput, .kill, .wait(five)])
  }
}

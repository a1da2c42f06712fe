import Testing

@testable import ClaudeAgentSDK

/// The rules by which a run ends, event by event. The names R1 to R10 are those of the protocol's description.
@Suite struct RunTrackerTests {
  /// Something that happens to a tracker.
  enum Step: Sendable {
    case prompt
    case done(wroteAny: Bool)
    case clock
    case saw(RunTracker.Event)
  }

  /// A run: what happens, and what must be done at each step.
  struct Run: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let needsInput: Bool
    let isSinglePrompt: Bool
    let steps: [(Step, [RunTracker.Action])]

    init(_ name: String, needs: Bool = false, single: Bool = true, _ steps: [(Step, [RunTracker.Action])]) {
      testDescription = name
      needsInput = needs
      isSinglePrompt = single
      self.steps = steps
    }
  }

  private static let good = Step.saw(.result(isError: false))
  private static let bad = Step.saw(.result(isError: true))
  private static let idle = Step.saw(.sessionState("idle"))
  private static let running = Step.saw(.sessionState("running"))
  private static let asks = Step.saw(.sessionState("requires_action"))
  private static let output = Step.saw(.mainThreadOutput)
  private static let agent = Step.saw(.taskStarted(id: "a", isAgent: true))
  private static let agentEnds = Step.saw(.taskEnded(id: "a"))
  private static let done = Step.done(wroteAny: true)

  static let runs: [Run] = [
    Run(
      "no needs: the input ends behind the prompt, the run with the result",
      [
        (.prompt, []), (done, [.endInput]), (good, [.endRun]),
      ]),
    Run(
      "no needs: with states the run ends with the idle behind the result",
      [
        (.prompt, []), (done, [.endInput]), (running, []), (output, []), (good, []), (idle, [.endRun]),
      ]),
    Run(
      "an idle before the result ends nothing",
      [
        (.prompt, []), (done, [.endInput]), (idle, []), (running, []), (good, []), (idle, [.endRun]),
      ]),
    Run(
      "an answer that is quicker than the report of the write",
      [
        (.prompt, []), (running, []), (good, []), (idle, []), (done, [.endInput, .endRun]),
      ]),
    Run(
      "needs: so does one that is quicker and has them", needs: true,
      [
        (.prompt, []), (good, []), (done, [.endInput, .endRun]),
      ]),
    Run(
      "a failed result leaves the end to the process",
      [
        (.prompt, []), (done, [.endInput]), (running, []), (bad, []), (idle, [.expectExit]),
      ]),
    Run(
      "needs: the input ends with the run", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (output, []), (good, [.startClock]),
        (idle, [.stopClock, .endInput, .endRun]),
      ]),
    Run(
      "needs, a CLI without states: the result ends the input (R6)", needs: true,
      [
        (.prompt, []), (done, []), (output, []), (good, [.endInput, .endRun]),
      ]),
    Run(
      "needs: a failed result ends the input and not the run", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (bad, [.startClock]),
        (idle, [.stopClock, .endInput, .expectExit]),
      ]),
    Run(
      "needs: two idles end once (R3)", needs: true, single: false,
      [
        (.prompt, []), (done, []), (running, []), (good, [.startClock]), (idle, [.stopClock, .endInput]), (idle, []),
      ]),
    Run(
      "needs: a question stops the clock, its answer starts it again (R4)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (good, [.startClock]), (asks, [.stopClock]), (running, [.startClock]),
        (idle, [.stopClock, .endInput, .endRun]),
      ]),
    Run(
      "needs: a result while a question is open starts no clock (R6)", needs: true,
      [
        (.prompt, []), (done, []), (asks, []), (good, []), (running, [.startClock]),
      ]),
    Run(
      "needs: an agent in the background keeps the input open (R1)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (agent, []), (good, [.startClock]), (idle, []),
      ]),
    Run(
      "needs: the end of the last agent starts the clock again (R2)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (agent, []), (good, [.startClock]), (.clock, []),
        (agentEnds, [.startClock]), (.clock, [.endInput, .endRun]),
      ]),
    Run(
      "needs: two agents, and a stranger's end means nothing", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (agent, []), (.saw(.taskStarted(id: "b", isAgent: true)), []),
        (good, [.startClock]), (.clock, []), (agentEnds, []), (.saw(.taskEnded(id: "x")), []),
        (.saw(.taskEnded(id: "b")), [.startClock]),
      ]),
    Run(
      "needs: shells in the background do not count (R1)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (.saw(.taskStarted(id: "s", isAgent: false)), []),
        (good, [.startClock]), (idle, [.stopClock, .endInput, .endRun]),
      ]),
    Run(
      "needs: the ceiling ends the input (clock)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (good, [.startClock]), (.clock, [.endInput, .endRun]),
      ]),
    Run(
      "a clock that does not run fires nothing", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (.clock, []), (good, [.startClock]), (output, [.stopClock]),
        (.clock, []),
      ]),
    Run(
      "needs: the main thread speaks again: the turn is not the last (R7)", needs: true,
      [
        (.prompt, []), (done, []), (running, []), (good, [.startClock]), (output, [.stopClock]), (running, []),
        (good, [.startClock]), (idle, [.stopClock, .endInput, .endRun]),
      ]),
    Run(
      "no needs: a stream of prompts ends its input at once, the run with the process", single: false,
      [
        (.prompt, []), (.prompt, []), (done, [.endInput]), (running, []), (good, []), (idle, []), (running, []),
        (good, []), (idle, []),
      ]),
    Run(
      "needs: the idle between two prompts does not end the input (R8)", needs: true, single: false,
      [
        (.prompt, []), (running, []), (good, [.startClock]), (idle, [.stopClock]), (.prompt, []), (done, []),
        (running, []), (good, [.startClock]), (idle, [.stopClock, .endInput]),
      ]),
    Run(
      "needs: a prompt that is written stops the clock (R8)", needs: true, single: false,
      [
        (.prompt, []), (running, []), (good, [.startClock]), (.prompt, [.stopClock]), (done, []), (running, []),
      ]),
    Run(
      "needs: the stream ends behind the last turn", needs: true, single: false,
      [
        (.prompt, []), (running, []), (good, [.startClock]), (idle, [.stopClock]), (done, [.endInput]),
      ]),
    Run(
      "needs: the stream ends in the middle of a turn", needs: true, single: false,
      [
        (.prompt, []), (running, []), (done, []), (good, [.startClock]), (idle, [.stopClock, .endInput]),
      ]),
    Run(
      "an empty stream ends its input at once, needs or not", needs: true, single: false,
      [
        (.done(wroteAny: false), [.endInput])
      ]),
    Run(
      "nothing counts behind the end of the run",
      [
        (.prompt, []), (done, [.endInput]), (good, [.endRun]), (good, []), (idle, []), (agent, []), (agentEnds, []),
      ]),
  ]

  @Test(arguments: runs)
  func `a run ends by the rules`(_ run: Run) {
    var tracker = RunTracker(needsInput: run.needsInput, isSinglePrompt: run.isSinglePrompt)
    for (number, (step, expected)) in run.steps.enumerated() {
      let actions =
        switch step {
        case .prompt: tracker.promptWillBeWritten()
        case .done(let wroteAny): tracker.promptsEnded(wroteAny: wroteAny)
        case .clock: tracker.clockFired()
        case .saw(let event): tracker.saw(event)
        }
      #expect(actions == expected, "step \(number): \(step)")
    }
  }

  @Test func `without a ceiling no clock starts`() {
    var tracker = RunTracker(needsInput: true, isSinglePrompt: true, hasCeiling: false)
    _ = tracker.promptWillBeWritten()
    _ = tracker.promptsEnded(wroteAny: true)
    _ = tracker.saw(.sessionState("running"))
    #expect(tracker.saw(.result(isError: false)) == [])
    #expect(tracker.saw(.sessionState("idle")) == [.endInput, .endRun])
  }

  @Test func `only so many tasks are remembered`() {
    var tracker = RunTracker(needsInput: true, isSinglePrompt: true)
    for number in 0..<(RunTracker.taskLimit + 100) { _ = tracker.saw(.taskStarted(id: "\(number)", isAgent: true)) }
    #expect(tracker.tasks.count == RunTracker.taskLimit)
  }
}

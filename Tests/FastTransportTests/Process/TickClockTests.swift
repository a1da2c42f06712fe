import Testing

@testable import FastTransport

@Suite struct TickClockTests {
  @Test func `what takes no time is not reported, and what does is measured`() async throws {
    TickClock.start()
    let short = TickClock()
    #expect(short.elapsed(atLeast: .seconds(5)) == nil)
    let long = TickClock()
    let began = ContinuousClock.now
    try await Task.sleep(for: .milliseconds(50))
    let took = try #require(long.elapsed(atLeast: .milliseconds(40)))
    let measured = ContinuousClock.now - began
    // Two clocks: they agree to a part in a hundred, and a little for the steps between them.
    #expect(took >= .milliseconds(49))
    #expect(took <= measured * 1.02 + .milliseconds(5))
    #expect(long.elapsed(atLeast: .seconds(3600)) == nil)
  }
}

import Testing

@testable import ClaudeAgentSDK

@Suite struct DemandMeterTests {
  @Test func `Steady demand is measured as its rate`() {
    var meter = DemandMeter()
    var now = Duration.zero
    for _ in 0..<2000 {
      now += .milliseconds(100)
      meter.arrival(at: now)
    }
    #expect(abs(meter.rate(at: now) - 10) < 0.1)
    #expect(meter.rate(at: now + .seconds(30)) < 5.1)
  }

  @Test(arguments: [(0.033, 0), (0.2, 1), (2.0, 3), (10.0, 9)])
  func `As many are wanted as are asked for while one starts, and some`(rate: Double, wanted: Int) {
    var meter = DemandMeter()
    var now = Duration.zero
    meter.started(in: .milliseconds(500))
    for _ in 0..<2000 {
      now += .seconds(1 / rate)
      meter.arrival(at: now)
    }
    #expect(meter.wanted(at: now) == wanted)
  }

  @Test func `The time of a start follows what is measured, and one slow start does not decide`() {
    var meter = DemandMeter()
    meter.started(in: .seconds(1))
    meter.started(in: .seconds(6))
    #expect(meter.startTime == 2)
  }

  @Test func `Pauses double, up to the longest, and are shortened by chance down to a half`() {
    var pauses: [Duration] = []
    var breaker = StartBreaker()
    for _ in 0..<6 {
      breaker.failed(at: .zero, pauses: .seconds(1)...(.seconds(8)), jitter: 1)
      pauses.append(breaker.retryAt)
    }
    #expect(pauses == [1, 2, 4, 8, 8, 8].map { .seconds($0) })
    breaker.failed(at: .seconds(100), pauses: .seconds(1)...(.seconds(8)), jitter: 0)
    #expect(breaker.retryAt == .seconds(104))
    breaker.succeeded()
    #expect(breaker == StartBreaker())
  }
}

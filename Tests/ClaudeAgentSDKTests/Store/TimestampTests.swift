import Testing

@testable import ClaudeAgentSDK

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-02T03:04:05.678Z", 1_767_323_045_678),
    ("2024-02-29T12:00:00+02:00", 1_709_200_800_000), ("2024-02-29T12:00:00-0530", 1_709_227_800_000),
    ("1969-12-31T23:59:59.5Z", -500), ("2026-01-02", 1_767_312_000_000), ("2026-01-02T03:04Z", 1_767_323_040_000),
    ("2026-01-02 03:04:05.6789012Z", 1_767_323_045_678),
  ])
  func `Times are read to the millisecond`(text: String, milliseconds: Int) {
    #expect(Timestamp.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "now", "2026", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-02T24:00:00Z", "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05ZZ", "2026-01-02T03:04:05+", "0000-01-01", "2026-01-02T03:04:60Z",
  ])
  func `What is no time is nothing`(text: String) {
    #expect(Timestamp.milliseconds(text) == nil)
  }
}

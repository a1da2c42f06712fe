import Testing

@testable import ClaudeAgentSDK

@Suite struct CallTableTests {
  private func place(_ id: String) -> Substring? { id.split(separator: "_").last }

  @Test func `an id bears the serial number and the place`() {
    var table = CallTable<String>()
    #expect(table.add { "first \($0)" } == "req_1_0")
    #expect(table.add { _ in "second" } == "req_2_1")
    #expect(table.count == 2)
    #expect(table.remove("req_1_0") == "first req_1_0")
    #expect(table.remove("req_2_1") == "second")
    #expect(table.count == 0)
  }

  @Test func `a place is used again, an id is not`() {
    var table = CallTable<Int>()
    let first = table.add { _ in 1 }
    #expect(first == "req_1_0")
    #expect(table.remove("req_1_0") == 1)
    #expect(table.add { _ in 2 } == "req_2_0")
    // The answer to the first one comes late: it is not the second one's.
    #expect(table.remove("req_1_0") == nil)
    #expect(table.count == 1)
    #expect(table.remove("req_2_0") == 2)
    #expect(table.remove("req_2_0") == nil)
    #expect(table.count == 0)
  }

  @Test func `the place that was left last is used first`() {
    var table = CallTable<Int>()
    for number in 0..<4 { _ = table.add { _ in number } }
    #expect(table.remove("req_2_1") == 1)
    #expect(table.remove("req_4_3") == 3)
    #expect(table.add { _ in 4 } == "req_5_3")
    #expect(table.add { _ in 5 } == "req_6_1")
    #expect(table.add { _ in 6 } == "req_7_4")
  }

  @Test(
    arguments: [
      "", "_", "__", "req", "req_", "req__", "req_1", "req_1_", "req__0", "_1_0", "req_1_0_", "req_1_0_0", "_req_1_0",
      "req_-1_0", "req_1_-1", "req_1_-0", "req_+1_0", "req_1_+0", "req_01_0", "req_1_00", "req_1_0 ", " req_1_0",
      "req_1_0\n", "req_1_0\u{0}", "REQ_1_0", "req-1-0", "req_2_0", "req_0_0", "req_1_1", "req_1_255",
      "req_1_9223372036854775807", "req_1_9223372036854775808", "req_1_-9223372036854775808",
      "req_99999999999999999999999999_0", "req_1_99999999999999999999999999", "req_1_0x0", "req_1_0.0", "req_1_1e0",
      "req_１_０", "req_1_٠", "req_1_0\u{301}", "req_\u{FEFF}1_0", "rеq_1_0", "\u{1F600}", "nobody",
      "11111111-1111-4111-8111-111111111111",
    ])
  func `an id that is not ours finds nobody and disturbs nobody`(id: String) {
    var table = CallTable<Int>()
    _ = table.add { _ in 7 }
    #expect(table.remove(id) == nil)
    #expect(table.count == 1)
    #expect(table.remove("req_1_0") == 7)
  }

  @Test func `an id of a megabyte finds nobody`() {
    var table = CallTable<Int>()
    _ = table.add { _ in 7 }
    #expect(table.remove("req_1_" + String(repeating: "0", count: 1 << 20)) == nil)
    #expect(table.remove(String(repeating: "_", count: 1 << 20)) == nil)
    #expect(table.count == 1)
  }

  @Test func `only so many fit, and one that goes makes room for one`() {
    var table = CallTable<Int>()
    for number in 0..<CallTable<Int>.limit { #expect(table.add { _ in number } == "req_\(number + 1)_\(number)") }
    var wasMade = false
    let refused = table.add { _ in
      wasMade = true
      return -1
    }
    #expect(refused == nil)
    #expect(!wasMade)
    #expect(table.remove("req_18_17") == 17)
    #expect(table.add { _ in 1000 } == "req_257_17")
    #expect(table.add { _ in 1001 } == nil)
    #expect(table.count == CallTable<Int>.limit)
  }

  @Test func `all come out in the order of their asking`() {
    var table = CallTable<Int>()
    for number in 1...5 { _ = table.add { _ in number } }
    _ = table.remove("req_1_0")
    _ = table.remove("req_3_2")
    // These take the free places, the last one first.
    _ = table.add { _ in 6 }
    _ = table.add { _ in 7 }
    #expect(table.removeAll() == [2, 4, 5, 6, 7])
    #expect(table.count == 0)
    #expect(table.removeAll() == [])
    // Numbers go on: a late answer to one of them is nobody's.
    #expect(table.add { _ in 8 } == "req_8_0")
    #expect(table.remove("req_6_2") == nil)
    #expect(table.remove("req_8_0") == 8)
  }
}

import Testing

@testable import FastTransport

@Suite struct JSONDecimalTests {
  private func decimal(_ text: String) throws -> JSONDecimal { try #require(JSONDecimal(text)) }

  @Test(arguments: [
    ["0", "-0", "0.0", "0e5", "-0.000e-9"], ["1", "1.0", "10e-1", "0.1e1", "1E+0", "0.0001e4"],
    ["-120", "-1.2e2", "-120.000"], ["0.05", "5e-2", "0.5e-1"],
    ["18446744073709551616", "18446744073709551616.0", "1844674407370955161.6e1"],
  ])
  func `spellings of one number are equal`(_ texts: [String]) throws {
    let numbers = try texts.map(decimal)
    #expect(Set(numbers).count == 1 && Set(numbers.map(\.description)).count == 1)
  }

  @Test(arguments: ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "NaN", "0x1", " 1", "1 "])
  func `what is no number is none`(_ text: String) {
    #expect(JSONDecimal(text) == nil)
  }

  @Test func `numbers are in order, also where doubles are not`() throws {
    let sorted = [
      "-1e400", "-9007199254740993", "-9007199254740992", "-1.5", "-1e-400", "0", "1e-400", "0.05", "0.5", "1", "1.5",
      "9", "10", "9007199254740992", "9007199254740993", "1e399", "1e400",
    ]
    let numbers = try sorted.map(decimal)
    for (index, one) in numbers.enumerated() {
      for (other, two) in numbers.enumerated() {
        #expect((one < two) == (index < other), "\(sorted[index]) and \(sorted[other])")
      }
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("1.0", 1), ("1e3", 1000), ("-12.50e1", -125), ("9007199254740993.0", 9_007_199_254_740_993),
      ("9223372036854775807.000", Int.max), ("-9223372036854775808e0", Int.min), ("9223372036854775808", nil),
      ("1.5", nil), ("1e-1", nil), ("1e999999999999999999999", nil), ("0e999999999999999999999", 0),
    ] as [(String, Int?)])
  func `an integer is exact or none`(_ text: String, _ value: Int?) throws {
    #expect(try decimal(text).integer(as: Int.self) == value)
  }

  @Test func `an integer keeps to the range of its type`() throws {
    #expect(try decimal("255").integer(as: UInt8.self) == 255)
    #expect(try decimal("256").integer(as: UInt8.self) == nil)
    #expect(try decimal("-1").integer(as: UInt8.self) == nil)
    #expect(try decimal("-128").integer(as: Int8.self) == -128)
    #expect(try decimal("18446744073709551615").integer(as: UInt64.self) == .max)
    #expect(try decimal("340282366920938463463374607431768211455").integer(as: UInt128.self) == .max)
    #expect(try decimal("340282366920938463463374607431768211456").integer(as: UInt128.self) == nil)
  }

  @Test(arguments: [
    ("0", "3", true), ("9", "3", true), ("10", "3", false), ("0.3", "0.1", true), ("0.35", "0.1", false),
    ("1e300", "7", false), ("7e300", "7", true), ("-9", "3", true), ("1.1", "1", false), ("4.5", "1.5", true),
    ("1e3", "1e2", true), ("1e2", "1e3", false), ("123456789012345678901234567890", "10", true),
    ("123456789012345678901234567891", "10", false), ("123456789012345678901234567890", "9", true),
    ("1e1000000000000", "7", false), ("18446744073709551615", "18446744073709551615", true),
    ("3", "0", false), ("3", "-3", false),
  ])
  func `a multiple is found by digits`(_ number: String, _ divisor: String, _ expected: Bool) throws {
    #expect(try decimal(number).isMultiple(of: decimal(divisor)) == expected)
  }

  @Test func `what can divide is positive and has few digits`() throws {
    #expect(try decimal("0.01").isDivisor && decimal("1e300").isDivisor)
    #expect(try !decimal("0").isDivisor && !decimal("-1").isDivisor && !decimal("123456789012345678901").isDivisor)
  }
}

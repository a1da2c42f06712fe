/// A number just as its token says it, without the rounding of a `Double`: 0.d₁d₂…dₙ · 10^exponent.
///
/// `1`, `1.0` and `10e-1` are the same decimal, as they are the same number to a schema and to a decoder. It is slower
/// than `Int` and `Double`, and asked only where those cannot tell.
package struct JSONDecimal: Hashable, Sendable {
  /// Never true for zero.
  package let isNegative: Bool
  /// The digits as numbers, without zeros at either end; none for zero.
  private let digits: [UInt8]
  /// Where the point stands, counted from before the first digit; 0 for zero.
  private let exponent: Int

  /// An exponent beyond this is taken for it, so that sums of exponents stay in range.
  private static let largestExponent = 1 << 40

  /// Reads a token; nil when it does not follow the grammar of numbers.
  init?(_ token: RawSpan) {
    guard JSONNumber.isNumber(token) else { return nil }
    var digits: [UInt8] = []
    var exponent = 0
    var behindPoint = false
    var index = token.byte(0) == 0x2D ? 1 : 0
    while index < token.byteCount, token.byte(index) | 0x20 != 0x65 {
      let byte = token.byte(index)
      index += 1
      if byte == 0x2E {
        behindPoint = true
      } else if byte == 0x30, digits.isEmpty {
        if behindPoint { exponent -= 1 }
      } else {
        digits.append(byte &- 0x30)
        if !behindPoint { exponent += 1 }
      }
    }
    while digits.last == 0 { digits.removeLast() }
    let isZero = digits.isEmpty
    self.digits = digits
    isNegative = !isZero && token.byte(0) == 0x2D
    self.exponent = isZero ? 0 : exponent + Self.writtenExponent(token, from: index)
  }

  /// Reads a number as JSON writes it; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    // Safe: the span is read while the array is borrowed.
    unsafe self.init(bytes.span.bytes)
  }

  /// The number behind the `e` at `start`, or 0 at the end of the token.
  private static func writtenExponent(_ token: RawSpan, from start: Int) -> Int {
    guard start + 1 < token.byteCount else { return 0 }
    let sign = token.byte(start + 1)
    var index = sign == 0x2B || sign == 0x2D ? start + 2 : start + 1
    var value = 0
    while index < token.byteCount, value < largestExponent {
      value = value * 10 + Int(token.byte(index) &- 0x30)
      index += 1
    }
    value = min(value, largestExponent)
    return sign == 0x2D ? -value : value
  }

  /// Whether there is nothing behind the point.
  package var isInteger: Bool { exponent >= digits.count }

  /// The number as an integer; nil when it has a fraction or does not fit.
  package func integer<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> Value? {
    // No integer type has more than this many digits: a hostile exponent does not choose how long the loop is.
    guard isInteger, exponent <= Value.bitWidth else { return nil }
    var value: Value = 0
    for index in 0..<exponent {
      let digit = Value(truncatingIfNeeded: index < digits.count ? digits[index] : 0)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !overflow, !overflow2 else { return nil }
      value = sum
    }
    return value
  }

  /// Whether the number is a whole multiple of `divisor`, which is positive and whose digits fit 64 bits; false when
  /// it is none of that.
  package func isMultiple(of divisor: JSONDecimal) -> Bool {
    guard !divisor.digits.isEmpty, !divisor.isNegative, let modulus = divisor.significand else { return false }
    guard !digits.isEmpty else { return true }
    // Both as integers times a power of ten: self = a · 10^p, divisor = b · 10^q.
    let shift = (exponent - digits.count) - (divisor.exponent - divisor.digits.count)
    // Neither ends in a zero, so a is no multiple of ten.
    guard shift >= 0 else { return false }
    var rest: UInt64 = 0
    for digit in digits { rest = Self.remainder(rest, 10, plus: UInt64(digit), of: modulus) }
    var power: UInt64 = 10 % modulus
    var left = shift
    while left > 0, rest != 0 {
      if left & 1 == 1 { rest = Self.remainder(rest, power, of: modulus) }
      power = Self.remainder(power, power, of: modulus)
      left >>= 1
    }
    return rest == 0
  }

  /// Whether the number can be a divisor for `isMultiple(of:)`.
  package var isDivisor: Bool { !isNegative && !digits.isEmpty && significand != nil }

  /// The digits as one integer; nil when they do not fit.
  private var significand: UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = product.addingReportingOverflow(UInt64(digit))
      guard !overflow, !overflow2 else { return nil }
      value = sum
    }
    return value
  }

  private static func remainder(_ left: UInt64, _ right: UInt64, plus more: UInt64 = 0, of modulus: UInt64) -> UInt64 {
    UInt64((UInt128(left) * UInt128(right) + UInt128(more)) % UInt128(modulus))
  }
}

extension JSONDecimal: Comparable {
  package static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmallerInSize(than: left) : left.isSmallerInSize(than: right)
  }

  private func isSmallerInSize(than other: JSONDecimal) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}

extension JSONDecimal: CustomStringConvertible {
  /// One text for one number, such as `-0.125e2`.
  package var description: String {
    guard !digits.isEmpty else { return "0" }
    return (isNegative ? "-0." : "0.") + String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) + "e\(exponent)"
  }
}

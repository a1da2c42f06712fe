/// Number tokens to Swift numbers.
enum JSONNumber {
  /// An integer written without fraction and exponent that fits `Int`.
  static func integer(_ token: RawSpan) -> Int? {
    var index = 0
    let count = token.byteCount
    guard count > 0 else { return nil }
    let negative = token.byte(0) == 0x2D
    if negative { index = 1 }
    guard index < count, count - index <= 19 else { return nil }
    // A leading zero stands alone.
    if token.byte(index) == 0x30, count - index > 1 { return nil }
    var value = 0
    while index < count {
      let digit = token.byte(index) &- 0x30
      guard digit <= 9 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) =
        negative ? product.subtractingReportingOverflow(Int(digit)) : product.addingReportingOverflow(Int(digit))
      guard !overflow, !overflow2 else { return nil }
      value = sum
      index += 1
    }
    return value
  }

  /// Any number JSON can write; infinite beyond the range of `Double`.
  static func double(_ token: RawSpan) -> Double? {
    if let small = integer(token), small.magnitude <= 1 << 53 {
      return small == 0 && token.byte(0) == 0x2D ? -0.0 : Double(small)
    }
    guard isNumber(token) else { return nil }
    // Safe: the bytes are copied inside the closure.
    let text = unsafe token.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    return Double(text)
  }

  /// Whether the token follows the grammar of numbers.
  static func isNumber(_ token: RawSpan) -> Bool {
    let count = token.byteCount
    var index = 0
    func digits() -> Int {
      let start = index
      while index < count, token.byte(index) &- 0x30 <= 9 { index += 1 }
      return index - start
    }
    if index < count, token.byte(index) == 0x2D { index += 1 }
    guard index < count else { return false }
    if token.byte(index) == 0x30 {
      index += 1
    } else if digits() == 0 {
      return false
    }
    if index < count, token.byte(index) == 0x2E {
      index += 1
      if digits() == 0 { return false }
    }
    if index < count, token.byte(index) | 0x20 == 0x65 {
      index += 1
      if index < count, token.byte(index) == 0x2B || token.byte(index) == 0x2D { index += 1 }
      if digits() == 0 { return false }
    }
    return index == count
  }
}

extension RawSpan {
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    // The checked form: out of range it traps, which would be a bug of ours.
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}

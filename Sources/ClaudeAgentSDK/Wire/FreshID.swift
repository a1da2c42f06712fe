/// Ids that no other message bears.
enum FreshID {
  /// A random UUID (version 4) in lower case.
  static func uuid() -> String {
    var generator = SystemRandomNumberGenerator()
    return uuid(using: &generator)
  }

  /// Eight random hexadecimal digits.
  static func short() -> String { String(uuid().prefix(8)) }

  static func uuid(using generator: inout some RandomNumberGenerator) -> String {
    // Version 4 in the high word, variant 10 in the low one.
    let high = generator.next() & ~0xF000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | 0b10 << 62
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for position in 0..<32 {
      if position == 8 || position == 12 || position == 16 || position == 20 { text.append(UInt8(ascii: "-")) }
      let word = position < 16 ? high : low
      text.append(digits[Int(word >> UInt64(60 - 4 * (position % 16)) & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

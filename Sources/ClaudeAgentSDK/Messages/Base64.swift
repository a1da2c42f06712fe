/// Bytes as text (RFC 4648, with padding).
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let left = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[index + 2]) }
      for part in 0..<4 {
        text.append(part > left ? UInt8(ascii: "=") : alphabet[Int(group >> UInt32(18 - 6 * part) & 0x3F)])
      }
      index += left
    }
    return String(decoding: text, as: UTF8.self)
  }
}

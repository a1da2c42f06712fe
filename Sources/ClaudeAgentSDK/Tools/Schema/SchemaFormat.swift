/// The formats that are checked. They are for finding mistakes, not for keeping out every text that some program
/// would refuse.
enum SchemaFormat: String, Sendable {
  case date
  case dateTime = "date-time"
  case time
  case uuid
  case email
  case ipv4
  case ipv6
  case uri

  /// What a text of the format is, for an error.
  var noun: String {
    switch self {
    case .date: "date (such as 2026-01-31)"
    case .dateTime: "date and time (such as 2026-01-31T12:00:00Z)"
    case .time: "time (such as 12:00:00Z)"
    case .uuid: "UUID"
    case .email: "e-mail address"
    case .ipv4: "IPv4 address"
    case .ipv6: "IPv6 address"
    case .uri: "URI"
    }
  }

  func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch self {
    case .date: Self.isDate(bytes[...])
    case .time: Self.isTime(bytes[...])
    case .dateTime:
      bytes.count > 11 && bytes[10] | 0x20 == UInt8(ascii: "t") && Self.isDate(bytes[..<10])
        && Self.isTime(bytes[11...])
    case .uuid: Self.isUUID(bytes)
    case .email: Self.isEmail(bytes)
    case .ipv4: Self.isIPv4(bytes[...])
    case .ipv6: Self.isIPv6(bytes)
    case .uri: Self.isURI(bytes)
    }
  }

  /// The number that two or more digits make; nil for anything else.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 10 else { return nil }
    var value = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 <= 5 }

  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard bytes.count == 10, bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D,
      let year = number(bytes[start..<(start + 4)]), let month = number(bytes[(start + 5)..<(start + 7)]),
      let day = number(bytes[(start + 8)...]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// As of RFC 3339, with its offset.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard bytes.count >= 9, bytes[start + 2] == 0x3A, bytes[start + 5] == 0x3A,
      let hour = number(bytes[start..<(start + 2)]), let minute = number(bytes[(start + 3)..<(start + 5)]),
      let second = number(bytes[(start + 6)..<(start + 8)]), hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = bytes[(start + 8)...]
    if rest.first == 0x2E {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let shift = offset(rest) else { return false }
    // A leap second is the last one of a day in UTC.
    return second < 60 || (hour * 60 + minute - shift + 2 * 1440) % 1440 == 1439
  }

  /// Minutes before UTC that `Z` or `+01:30` says; nil for anything else.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
    let start = bytes.startIndex
    guard bytes.count == 6, sign == 0x2B || sign == 0x2D, bytes[start + 3] == 0x3A,
      let hour = number(bytes[(start + 1)..<(start + 3)]), let minute = number(bytes[(start + 4)...]),
      hour < 24, minute < 60
    else { return nil }
    return sign == 0x2B ? hour * 60 + minute : -(hour * 60 + minute)
  }

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 36
      && bytes.indices.allSatisfy { [8, 13, 18, 23].contains($0) ? bytes[$0] == 0x2D : isHexadecimal(bytes[$0]) }
  }

  /// Something, one `@` that is not in quotes, and something; no blanks.
  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.lastIndex(of: 0x40), at > 0, at < bytes.count - 1 else { return false }
    return bytes[..<at].allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x40 }
      && bytes[(at + 1)...].allSatisfy { $0 > 0x20 && $0 != 0x7F } && bytes[at + 1] != 0x2E
      && bytes.last != 0x2E
  }

  private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard part.count <= 3, let value = number(part) else { return false }
        return value <= 255 && (part.count == 1 || part.first != 0x30)
      }
  }

  /// Eight groups of four digits, one run of which `::` may stand for, and the last two of which may be an IPv4
  /// address.
  private static func isIPv6(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 45 else { return false }
    var parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return false }
    // A `::` at an end leaves two empty parts there, elsewhere one.
    if parts[0].isEmpty {
      guard parts[1].isEmpty else { return false }
      parts.removeFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts[parts.count - 2].isEmpty else { return false }
      if parts.count > 1 { parts.removeLast() }
    }
    var groups = 0
    var gaps = 0
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        gaps += 1
      } else if index == parts.count - 1, part.contains(0x2E) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(isHexadecimal) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups < 8
  }

  /// A scheme, a colon, and only what RFC 3986 lets stand in a URI.
  private static func isURI(_ bytes: [UInt8]) -> Bool {
    guard let colon = bytes.firstIndex(of: 0x3A), let first = bytes.first, (first | 0x20) &- 0x61 <= 25 else {
      return false
    }
    let isScheme = bytes[..<colon].allSatisfy {
      isDigit($0) || ($0 | 0x20) &- 0x61 <= 25 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
    }
    guard isScheme else { return false }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x25:
        guard index + 2 < bytes.count, isHexadecimal(bytes[index + 1]), isHexadecimal(bytes[index + 2]) else {
          return false
        }
      case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: break
      default: return false
      }
    }
    return true
  }
}

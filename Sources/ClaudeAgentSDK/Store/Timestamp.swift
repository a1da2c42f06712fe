/// Times as transcripts write them: ISO 8601 with a zone, `2026-01-02T03:04:05.678Z`.
enum Timestamp {
  /// Milliseconds since 1970, rounded down; nil for what is no time. A time without a zone counts as UTC.
  static func milliseconds(_ text: String) -> Int? {
    var reader = Reader(text: Array(text.utf8))
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), 1...12 ~= month, 1...days(in: month, of: year) ~= day, year > 0
    else { return nil }
    var seconds = daysSince1970(year, month, day) * 86_400
    var milliseconds = 0
    if !reader.isAtEnd {
      guard reader.skip("T") || reader.skip(" "), let hour = reader.number(2), hour < 24 else { return nil }
      seconds += hour * 3600
      if reader.skip(":") {
        guard let minute = reader.number(2), minute < 60 else { return nil }
        seconds += minute * 60
        if reader.skip(":") {
          guard let second = reader.number(2), second < 60 else { return nil }
          seconds += second
          if reader.skip(".") || reader.skip(",") {
            guard let fraction = reader.thousandths() else { return nil }
            milliseconds = fraction
          }
        }
      }
      guard let offset = reader.zone() else { return nil }
      seconds -= offset
    }
    return reader.isAtEnd ? seconds * 1000 + milliseconds : nil
  }

  private static func days(in month: Int, of year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days of the Gregorian calendar, by years that begin in March.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month < 3 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  private struct Reader {
    let text: [UInt8]
    var place = 0

    var isAtEnd: Bool { place == text.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
      place += 1
      return true
    }

    mutating func digit() -> Int? {
      guard place < text.count, 0x30...0x39 ~= text[place] else { return nil }
      place += 1
      return Int(text[place - 1]) - 0x30
    }

    mutating func number(_ digits: Int) -> Int? {
      var value = 0
      for _ in 0..<digits {
        guard let digit = digit() else { return nil }
        value = value * 10 + digit
      }
      return value
    }

    mutating func thousandths() -> Int? {
      guard var value = digit() else { return nil }
      var count = 1
      while let digit = digit() {
        if count < 3 { value = value * 10 + digit }
        count += 1
      }
      while count < 3 {
        value *= 10
        count += 1
      }
      return value
    }

    /// Seconds east of Greenwich.
    mutating func zone() -> Int? {
      if isAtEnd || skip("Z") { return 0 }
      let isWest = skip("-")
      guard isWest || skip("+"), let hours = number(2), hours < 24 else { return nil }
      var seconds = hours * 3600
      if skip(":") || !isAtEnd {
        guard let minutes = number(2), minutes < 60 else { return nil }
        seconds += minutes * 60
      }
      return isWest ? -seconds : seconds
    }
  }
}

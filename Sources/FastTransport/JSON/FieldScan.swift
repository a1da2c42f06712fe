/// Strings that are looked up by their key in the text of many JSON lines, without reading the lines.
///
/// What is searched may begin and end in the middle of a line, and lines in it may be broken. A key counts wherever it
/// stands, at whatever depth: `"key":"…"`, or with one blank behind the colon, which counts only when the search is for
/// the first without a blank and there is none, or for the last, where it goes before. This is how the official SDKs
/// search, so that both find the same.
package struct FieldScan {
  /// What was found of one key in one of its two spellings.
  private struct Hits {
    /// Where the next one may begin.
    var next = 0
    /// The first one, and whether it has an end.
    var first: Range<Int>?
    var hasFirst = false
    var last: Range<Int>?
  }

  private let names: [StaticString]
  private var hits: [Hits]

  /// - Parameter names: The keys: at least one character each.
  package init(_ names: [StaticString]) {
    self.names = names
    hits = Array(repeating: Hits(), count: names.count * 2)
  }

  /// The bytes of the first value of a key, without its quotes; escapes are left as they are.
  package func first(_ number: Int) -> Range<Int>? { hits[number * 2].first ?? hits[number * 2 + 1].first }

  /// The bytes of the last value of a key.
  package func last(_ number: Int) -> Range<Int>? { hits[number * 2 + 1].last ?? hits[number * 2].last }

  /// Searches the text from its beginning.
  ///
  /// - Parameters:
  ///   - text: The bytes.
  ///   - stop: The keys whose first values are enough: when all of them are found the search ends.
  package mutating func run(over text: Span<UInt8>, until stop: [Int] = []) {
    let count = text.count
    // Safe: nothing is read outside the `count` bytes, while the span is borrowed.
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var place = 0
      while let quote = unsafe ByteSearch.first("\":", in: buffer, from: place) {
        let colon = quote + 1
        place = colon
        guard unsafe match(base, colon, count) else { continue }
        if !stop.isEmpty, stop.allSatisfy({ hits[$0 * 2].first != nil }) { return }
      }
    }
  }

  /// Notes the value behind a colon if it is a string and its key one of those that are searched.
  private mutating func match(_ base: UnsafePointer<UInt8>, _ colon: Int, _ count: Int) -> Bool {
    let spelling: Int
    if colon + 1 < count, unsafe base[colon + 1] == 0x22 {
      spelling = 0
    } else if colon + 2 < count, unsafe base[colon + 1] == 0x20, unsafe base[colon + 2] == 0x22 {
      spelling = 1
    } else {
      return false
    }
    for (number, name) in names.enumerated() {
      let size = name.utf8CodeUnitCount
      let start = colon - 2 - size
      // Safe: the key and the quote before it begin at `start`, inside the text.
      guard start >= 0, unsafe base[start] == 0x22,
        unsafe sameBytes(base + start + 1, name.utf8Start, size)
      else { continue }
      return unsafe note(number * 2 + spelling, start, value: colon + 2 + spelling, base, count)
    }
    return false
  }

  private mutating func note(
    _ slot: Int, _ start: Int, value: Int, _ base: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    // Inside the value before it: no key.
    guard start >= hits[slot].next else { return false }
    var end = value
    // Safe: `end` is inside.
    while end < count, unsafe base[end] != 0x22 { end += unsafe base[end] == 0x5C ? 2 : 1 }
    hits[slot].next = end + 1
    let range = end < count ? value..<end : nil
    if !hits[slot].hasFirst {
      hits[slot].hasFirst = true
      hits[slot].first = range
    }
    if let range { hits[slot].last = range }
    return true
  }
}

extension FieldScan {
  /// The text of a value that was found: without escapes when they are good, else as it stands.
  package static func text(_ range: Range<Int>, of bytes: Span<UInt8>) -> String {
    // Safe: the range lies inside, and the text is copied while the span is borrowed.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let raw = unsafe UnsafeBufferPointer(rebasing: buffer[range])
      guard unsafe raw.contains(0x5C) else { return unsafe String(decoding: raw, as: UTF8.self) }
      // A control character is in no JSON string: the text is then none, and stands as it is.
      if unsafe raw.allSatisfy({ $0 >= 0x20 }), let text = unsafe JSONString.decode(raw) { return text }
      return unsafe String(decoding: raw, as: UTF8.self)
    }
  }
}

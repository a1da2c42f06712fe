internal import CSimdJSON

extension JSONNode {
  /// Checks the whole text that the node is part of, every token and every bracket.
  ///
  /// - Throws: The first fault, with its offset from the start of the text.
  package func validate() throws(JSONError) {
    guard let cursor else { throw JSONFault.locate(in: textSlice.bytes) }
    var checker = JSONChecker(cursor: cursor)
    try checker.run()
  }

  /// The whole text that the node is part of.
  package var textSlice: ByteSlice { ByteSlice(slab: slab, offset: Int(offset), count: Int(length)) }
}

/// Checks the grammar over the index: one step for each position, no recursion.
private struct JSONChecker {
  let cursor: JSONCursor
  private var place = 0
  /// The open containers, true for an object, 64 to a word.
  private var stack: [UInt64] = []
  private var depth = 0

  init(cursor: JSONCursor) { self.cursor = cursor }

  private enum State { case value, firstKey, key, firstElement, after }

  mutating func run() throws(JSONError) {
    guard cursor.count > 0 else { throw JSONError(code: .empty, offset: 0) }
    var state = State.value
    while place < cursor.count {
      if state == .after, depth == 0 { throw fault(.trailing) }
      let byte = cursor.byte(at: place)
      switch state {
      case .value:
        state = try value(byte)
      case .firstElement where byte == 0x5D, .firstKey where byte == 0x7D:
        state = close()
      case .firstElement:
        state = try value(byte)
      case .firstKey, .key:
        try key(byte)
        state = .value
      case .after:
        state = try separator(byte)
      }
    }
    guard depth == 0, state == .after else { throw JSONError(code: .unclosed, offset: cursor.length) }
  }

  private func fault(_ code: JSONError.Code) -> JSONError {
    JSONError(code: code, offset: place < cursor.count ? cursor.offset(of: place) : cursor.length)
  }

  private mutating func value(_ byte: UInt8) throws(JSONError) -> State {
    switch byte {
    case 0x7B:
      open(object: true)
      return .firstKey
    case 0x5B:
      open(object: false)
      return .firstElement
    case 0x22:
      try string()
    default:
      try scalar()
    }
    place += 1
    return .after
  }

  private mutating func key(_ byte: UInt8) throws(JSONError) {
    guard byte == 0x22 else { throw fault(.unexpected) }
    try string()
    place += 1
    guard place < cursor.count, cursor.byte(at: place) == 0x3A else { throw fault(.unexpected) }
    place += 1
  }

  private mutating func separator(_ byte: UInt8) throws(JSONError) -> State {
    let object = isObject
    if byte == (object ? 0x7D : 0x5D) { return close() }
    guard byte == 0x2C else { throw fault(.unexpected) }
    place += 1
    return object ? .key : .value
  }

  private var isObject: Bool { stack[(depth - 1) / 64] >> UInt64((depth - 1) % 64) & 1 == 1 }

  private mutating func open(object: Bool) {
    if depth % 64 == 0, stack.count <= depth / 64 { stack.append(0) }
    let bit = UInt64(1) << UInt64(depth % 64)
    if object { stack[depth / 64] |= bit } else { stack[depth / 64] &= ~bit }
    depth += 1
    place += 1
  }

  private mutating func close() -> State {
    depth -= 1
    place += 1
    return .after
  }

  private func string() throws(JSONError) {
    guard let range = cursor.stringRange(at: place) else { throw fault(.unexpected) }
    guard unsafe !cursor.bytes(range).contains(0x5C) || cursor.string(at: place) != nil else {
      throw fault(.invalidEscape)
    }
  }

  private func scalar() throws(JSONError) {
    guard let range = cursor.range(at: place) else { throw fault(.invalidScalar) }
    // Safe: the bytes are read inside this call.
    let bytes = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(cursor.bytes(range)))
    switch bytes.byte(0) {
    case 0x74 where bytes.isText("true"), 0x66 where bytes.isText("false"), 0x6E where bytes.isText("null"): return
    case 0x2D, 0x30...0x39:
      if JSONNumber.isNumber(bytes) { return }
    default: break
    }
    throw fault(JSONFault.isPunctuation(bytes.byte(0)) ? .unexpected : .invalidScalar)
  }
}

/// Finds the place of a fault that simdjson's first stage reports without one: a byte-by-byte walk, paid only then.
enum JSONFault {
  static func isPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x3A || byte == 0x5D || byte == 0x7D
  }

  static func locate(in text: RawSpan) -> JSONError {
    let count = text.byteCount
    if count > Slab.largest { return JSONError(code: .tooLarge, offset: 0) }
    if let bad = firstInvalidUTF8(in: text) { return JSONError(code: .invalidUTF8, offset: bad) }
    var opening: Int?
    var index = 0
    var blank = true
    while index < count {
      let byte = text.byte(index)
      if byte > 0x20 { blank = false }
      if opening == nil {
        if byte == 0x22 { opening = index }
      } else if byte == 0x5C {
        index += 1
      } else if byte == 0x22 {
        opening = nil
      } else if byte < 0x20 {
        return JSONError(code: .controlCharacter, offset: index)
      }
      index += 1
    }
    if let opening { return JSONError(code: .unclosedString, offset: opening) }
    return JSONError(code: blank ? .empty : .tooLarge, offset: 0)
  }

  /// The offset of the first byte that does not belong to a well-formed sequence (Unicode table 3-7).
  private static func firstInvalidUTF8(in text: RawSpan) -> Int? {
    let count = text.byteCount
    var index = 0
    while index < count {
      let lead = text.byte(index)
      let low: UInt8
      let high: UInt8
      let extra: Int
      switch lead {
      case 0x00...0x7F: (low, high, extra) = (0x80, 0xBF, 0)
      case 0xC2...0xDF: (low, high, extra) = (0x80, 0xBF, 1)
      case 0xE0: (low, high, extra) = (0xA0, 0xBF, 2)
      case 0xED: (low, high, extra) = (0x80, 0x9F, 2)
      case 0xE1...0xEF: (low, high, extra) = (0x80, 0xBF, 2)
      case 0xF0: (low, high, extra) = (0x90, 0xBF, 3)
      case 0xF4: (low, high, extra) = (0x80, 0x8F, 3)
      case 0xF1...0xF3: (low, high, extra) = (0x80, 0xBF, 3)
      default: return index
      }
      if index + extra >= count, extra > 0 { return index }
      if extra > 0 {
        let second = text.byte(index + 1)
        guard second >= low, second <= high else { return index }
        for next in (index + 1)..<(index + extra + 1) where text.byte(next) & 0xC0 != 0x80 { return index }
      }
      index += extra + 1
    }
    return nil
  }
}

extension RawSpan {
  fileprivate func isText(_ text: StaticString) -> Bool {
    // Safe: both ranges are read inside the closure.
    unsafe withUnsafeBytes { unsafe $0.elementsEqual(text.bytes) }
  }
}

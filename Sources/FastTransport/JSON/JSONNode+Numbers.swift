extension JSONNode {
  /// The value as a decimal, exact whatever its size; nil for anything but a number.
  package var decimal: JSONDecimal? {
    guard let raw = rawSlice else { return nil }
    return JSONDecimal(raw.bytes)
  }

  /// The value as an integer of any type, also when it is written with a point or an exponent (`1.0`, `1e3`), as
  /// JavaScript may; nil when it has a fraction or does not fit.
  package func integer<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> Value? {
    if let value = int { return Value(exactly: value) }
    return decimal?.integer()
  }

  /// Whether the value is a number, of any size.
  package var isNumber: Bool {
    guard let cursor, let range = cursor.range(at: Int(place)) else { return false }
    // Safe: the bytes are read while the cursor is open.
    return unsafe JSONNumber.isNumber(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(cursor.bytes(range))))
  }

  /// Whether the value is a string without a bad escape.
  package var isReadableString: Bool {
    guard let cursor, let range = cursor.stringRange(at: Int(place)) else { return false }
    // Safe: the bytes are read while the cursor is open.
    return unsafe !cursor.bytes(range).contains(0x5C) || cursor.string(at: Int(place)) != nil
  }

  /// The number of Unicode scalars of a string; nil for anything else, and for a string with a bad escape.
  package var scalarCount: Int? {
    guard let cursor, let range = cursor.stringRange(at: Int(place)) else { return nil }
    // Safe: the bytes are read while the cursor is open.
    let bytes = unsafe cursor.bytes(range)
    if unsafe bytes.contains(0x5C) { return cursor.string(at: Int(place))?.unicodeScalars.count }
    // A scalar has one byte that does not continue another.
    return unsafe bytes.reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count &+= 1 } }
  }
}

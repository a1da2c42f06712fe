/// A retained range of a slab: bytes that outlive the call that found them.
package struct ByteSlice: Sendable {
  package let slab: Slab
  let offset: UInt32
  let length: UInt32

  package var count: Int { Int(length) }

  init(slab: Slab, offset: Int, count: Int) {
    self.slab = slab
    self.offset = UInt32(truncatingIfNeeded: offset)
    length = UInt32(truncatingIfNeeded: count)
  }

  /// The bytes in a block of their own. Nil when memory is exhausted or there are 4 GiB and more.
  package init?(copying bytes: RawSpan) {
    guard let slab = Slab(copying: bytes) else { return nil }
    self.init(slab: slab, offset: 0, count: bytes.byteCount)
  }

  package init?(copying bytes: [UInt8]) { self.init(copying: bytes.span) }

  package init?(copying bytes: Span<UInt8>) {
    // Safe: the bytes are copied while the span is borrowed.
    unsafe self.init(copying: bytes.bytes)
  }

  /// The bytes as a text; what is no UTF-8 is replaced.
  package var text: String {
    // Safe: the text is copied while the bytes are borrowed.
    unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes, for as long as the slice is borrowed.
  package var bytes: RawSpan {
    @_lifetime(borrow self)
    borrowing get {
      // Safe: the range lies inside the slab, which lives as long as `self`.
      let span = unsafe RawSpan(_unsafeStart: slab.start + Int(offset), byteCount: Int(length))
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The same bytes in a block of their own, so that the slab they came in can go home.
  package func copy() -> ByteSlice {
    ByteSlice(copying: bytes) ?? self
  }
}

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Writes one JSON value, on one line, by appending bytes.
///
/// This is the way out: what the agent says to the CLI is written here, byte by byte, without a tree and without
/// strings in between. The caller names the structure in order; the writer puts commas and colons where they belong:
///
///     writer.beginObject()
///     writer.key("type"); writer.string("user")
///     writer.endObject()                              // {"type":"user"}
///
/// Text passes through as UTF-8; only `"`, `\` and the control characters below U+0020 are escaped, so a line break
/// never leaves this writer. A call out of order (a value without a key, an end without a begin) is a mistake of
/// ours: it traps in debug builds and is not looked for in release builds.
@safe
package struct JSONWriter: ~Copyable {
  /// What has been written so far: `count` bytes of `capacity`. Memory of its own, as an array checks with each byte
  /// that nobody else holds it.
  private var start: UnsafeMutablePointer<UInt8>
  package private(set) var count = 0
  private var capacity: Int
  /// True when the next value or key follows another one of the same container.
  private var needsComma = false
  #if DEBUG
    /// The open containers and what each expects next, only to find calls out of order.
    private var open: [Expectation] = []
    private enum Expectation { case element, key, member }
  #endif

  /// Makes an empty writer.
  ///
  /// - Parameter capacity: Bytes to set aside at once.
  package init(capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
  }

  deinit { unsafe start.deallocate() }

  /// What has been written so far.
  package var bytes: [UInt8] {
    // Safe: so many bytes are written.
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Ends the writing and gives the bytes away.
  package consuming func finish() -> [UInt8] {
    checkClosed()
    return bytes
  }

  /// Ends the writing, puts the bytes in the place of those in `line`, and is as good as new.
  ///
  /// - Parameter kept: A larger memory is not kept.
  package mutating func finish(into line: inout [UInt8], keeping kept: Int) {
    checkClosed()
    line.removeAll(keepingCapacity: true)
    // Safe: so many bytes are written.
    unsafe line.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    count = 0
    needsComma = false
    guard capacity > kept else { return }
    unsafe start.deallocate()
    capacity = kept
    unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: kept)
  }

  /// Ends the value as a line, so that the next value starts a new one. Several lines may share a writer.
  package mutating func endLine() {
    checkClosed()
    appendByte(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Structure

  package mutating func beginObject() {
    beginValue()
    appendByte(UInt8(ascii: "{"))
    needsComma = false
    #if DEBUG
      open.append(.key)
    #endif
  }

  package mutating func endObject() {
    #if DEBUG
      precondition(open.popLast() == .key, "the end of an object that is not open, or a key without a value")
    #endif
    appendByte(UInt8(ascii: "}"))
    needsComma = true
  }

  package mutating func beginArray() {
    beginValue()
    appendByte(UInt8(ascii: "["))
    needsComma = false
    #if DEBUG
      open.append(.element)
    #endif
  }

  package mutating func endArray() {
    #if DEBUG
      precondition(open.popLast() == .element, "the end of an array that is not open")
    #endif
    appendByte(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of the member whose value comes next.
  @_disfavoredOverload
  package mutating func key(_ name: String) {
    beginKey()
    appendQuoted(name)
    appendByte(UInt8(ascii: ":"))
    needsComma = false
  }

  /// The same for a literal of plain characters, which is written as it is.
  package mutating func key(_ name: StaticString) {
    beginKey()
    appendByte(UInt8(ascii: "\""))
    append(name)
    append("\":")
    needsComma = false
  }

  private mutating func beginKey() {
    #if DEBUG
      precondition(open.last == .key, "a key outside an object, or a second key")
      open[open.count - 1] = .member
    #endif
    if needsComma { appendByte(UInt8(ascii: ",")) }
  }

  /// The beginning or the end of a frame that always reads the same, written in one piece. What stands between two
  /// pieces is one value written with the other calls.
  package mutating func frame(_ piece: StaticString) {
    append(piece)
    needsComma = false
  }

  /// A literal of plain characters, which is written as it is.
  package mutating func literal(_ text: StaticString) {
    beginValue()
    appendByte(UInt8(ascii: "\""))
    append(text)
    appendByte(UInt8(ascii: "\""))
    needsComma = true
  }

  // MARK: Values

  package mutating func string(_ text: String) {
    beginValue()
    appendQuoted(text)
    needsComma = true
  }

  package mutating func integer(_ value: some FixedWidthInteger) {
    beginValue()
    appendDigits(of: value)
    needsComma = true
  }

  /// The shortest text that reads back as the same number. JSON has no infinity and no NaN: they become `null`, as in
  /// JavaScript, because a frame that cannot be written would have to fail in the middle.
  package mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    beginValue()
    var text = value.description
    // Safe: the bytes are read inside the closure.
    text.withUTF8 { unsafe appendRun($0) }
    needsComma = true
  }

  package mutating func bool(_ value: Bool) {
    beginValue()
    if value { append("true") } else { append("false") }
    needsComma = true
  }

  package mutating func null() {
    beginValue()
    append("null")
    needsComma = true
  }

  /// A whole JSON value that somebody else wrote; its bytes are copied as they are.
  ///
  /// - Throws: ``RawFault`` when the bytes hold a line feed, which would cut the line in two. Nothing is written then.
  package mutating func raw(_ json: some Collection<UInt8>) throws(RawFault) {
    // An array, whatever came: going through a collection of an unknown type costs a hundred times as much.
    let json = Array(json)
    if let offset = json.firstIndex(of: 0x0A) { throw RawFault(offset: offset) }
    beginValue()
    // Safe: the bytes are read inside the closure.
    unsafe json.withUnsafeBufferPointer { unsafe appendRun($0) }
    needsComma = true
  }

  /// Bytes that are known to be one whole value.
  mutating func raw(run: UnsafeBufferPointer<UInt8>) {
    beginValue()
    unsafe appendRun(run)
    needsComma = true
  }

  /// Raw bytes that may not go on a line.
  package struct RawFault: Error, Equatable {
    /// Where the first line feed stands.
    package let offset: Int
  }

  // MARK: Parts

  private mutating func beginValue() {
    #if DEBUG
      if let expectation = open.last {
        precondition(expectation != .key, "a value in an object without a key")
        if expectation == .member { open[open.count - 1] = .key }
      } else {
        precondition(!needsComma, "a second value outside any container")
      }
    #endif
    if needsComma { appendByte(UInt8(ascii: ",")) }
  }

  private borrowing func checkClosed() {
    #if DEBUG
      precondition(open.isEmpty, "the end of the writing with a container still open")
    #endif
  }

  @inline(__always)
  private mutating func append(_ text: StaticString) {
    // Safe: a literal of more than one character is stored as a pointer, lives for ever and is only read.
    unsafe appendRun(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func appendByte(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    // Safe: there is room.
    unsafe start[count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func appendRun(_ run: UnsafeBufferPointer<UInt8>) {
    guard let source = run.baseAddress, !run.isEmpty else { return }
    if capacity &- count < run.count { grow(by: run.count) }
    // Safe: there is room, and nobody else knows it.
    unsafe memcpy(start + count, source, run.count)
    count &+= run.count
  }

  @inline(never)
  private mutating func grow(by need: Int) {
    let larger = max(capacity * 2, count + need)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    // Safe: the new room is larger than what is written.
    unsafe memcpy(room, start, count)
    unsafe start.deallocate()
    unsafe start = room
    capacity = larger
  }

  private mutating func appendDigits(of value: some FixedWidthInteger) {
    if value < 0 { appendByte(UInt8(ascii: "-")) }
    var rest = UInt64(value.magnitude)
    let first = count
    repeat {
      appendByte(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    // Safe: these are the digits just written, the last first.
    var digits = unsafe UnsafeMutableBufferPointer(start: start + first, count: count - first)
    unsafe digits.reverse()
  }
}

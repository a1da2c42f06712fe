import Testing

@testable import FastTransport

@Suite struct FrameReaderTests {
  /// A batch of these lines; a line that begins with `!` stands for a fault.
  private func batch(_ lines: [String]) throws -> FrameBatch {
    let text = Array(lines.joined(separator: "").utf8)
    let made = unsafe ByteSlice(copying: text.span.bytes)
    let slice = try #require(made)
    var builder = FrameBatch.Builder()
    var offset = 0
    for line in lines {
      if line.hasPrefix("!") {
        builder.append(LineFault(.notJSON, byteCount: line.utf8.count, text: nil))
      } else {
        builder.append(FrameBatch.Line(offset: UInt32(offset), length: UInt32(line.utf8.count), tag: 3))
      }
      offset += line.utf8.count
    }
    return try #require(FrameBatch.made(of: builder, in: slice.slab))
  }

  @Test func `lines and faults come in their order, each once`() throws {
    let reader = FrameReader()
    #expect(reader.isAtEnd)
    #expect(reader.next() == nil)
    #expect(reader.nextFault() == nil)
    reader.read(try batch([#"{"a":1}"#, "!x", "!yy", #"{"a":2}"#]), from: nil)
    #expect(reader.next()?.node["a"]?.int == 1)
    #expect(reader.next() == nil)
    #expect(!reader.isAtEnd)
    #expect(reader.nextFault()?.byteCount == 2)
    #expect(reader.next() == nil)
    #expect(reader.nextFault()?.byteCount == 3)
    let last = reader.next()
    #expect(last?.node["a"]?.int == 2)
    #expect(last?.tag == 3)
    #expect(reader.isAtEnd)
    #expect(reader.next() == nil)
    #expect(reader.nextFault() == nil)
  }

  @Test func `a new batch takes the place of the old one, and a frame outlives both`() throws {
    let reader = FrameReader()
    reader.read(try batch([#"{"a":1}"#, #"{"a":2}"#]), from: nil)
    let kept = reader.next()
    reader.read(try batch([#"{"a":3}"#]), from: nil)
    #expect(reader.next()?.node["a"]?.int == 3)
    reader.stop()
    #expect(reader.isAtEnd)
    #expect(kept?.node["a"]?.int == 1)
  }
}

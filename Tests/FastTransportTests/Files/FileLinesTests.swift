import Foundation
import Testing

@testable import FastTransport

@Suite struct FileLinesTests {
  private func write(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "/lines-\(UUID().uuidString)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func lines(_ text: String, from offset: Int = 0) throws -> [(text: String, offset: Int, isEnded: Bool)] {
    let path = try write(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var lines = try FileLines(OpenFile(path), from: offset)
    var found: [(String, Int, Bool)] = []
    while let line = try lines.next() { found.append((line.bytes.text, line.offset, line.isEnded)) }
    return found
  }

  @Test func `Every line comes once, with its place`() throws {
    let found = try lines("one\n\nthree\nfour")
    #expect(found.map(\.text) == ["one", "", "three", "four"])
    #expect(found.map(\.offset) == [0, 4, 5, 11])
    #expect(found.map(\.isEnded) == [true, true, true, false])
    #expect(try lines("").isEmpty)
    #expect(try lines("\n").map(\.text) == [""])
    #expect(try lines("one\ntwo\n", from: 4).map(\.text) == ["two"])
    #expect(try lines("one", from: 9).isEmpty)
  }

  @Test(arguments: [1 << 20, (1 << 20) - 1, (1 << 20) + 1, 3 << 20, (1 << 19) - 1])
  func `Lines that blocks cut are whole`(length: Int) throws {
    let long = String(repeating: "x", count: length)
    let text = ["a", long, "b", long, long, "c"].joined(separator: "\n")
    let found = try lines(text)
    #expect(found.map(\.text.utf8.count) == [1, length, 1, length, length, 1])
    #expect(found.map(\.offset) == [0, 2, length + 3, length + 5, 2 * length + 6, 3 * length + 7])
    #expect(found.last?.text == "c")
  }

  @Test func `A line beyond the limit is refused`() throws {
    let path = try write(String(repeating: "x", count: 3 << 20))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var lines = try FileLines(OpenFile(path), limit: 2 << 20)
    #expect { _ = try lines.next() } throws: { ($0 as? TransportError)?.code == .overflow }
  }

  @Test func `Bytes are read again where they are`() throws {
    let path = try write("one\ntwo\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let lines = try FileLines(OpenFile(path))
    #expect(try lines.bytes(at: 4, count: 3).text == "two")
    #expect(try lines.bytes(at: 4, count: 99).text == "two\n")
  }
}

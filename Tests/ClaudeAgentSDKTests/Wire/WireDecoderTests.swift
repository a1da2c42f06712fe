import Testing

@testable import ClaudeAgentSDK

@Suite struct WireDecoderTests {
  private static let input = Array(
    """
    {"type":"keep_alive"}

    stray
      {"type":"news","text":"ä"}\u{20}\r
    {"type":"cut"
    {"type":"user","message":{"content":"x"}}
    {"type":"as
    """.utf8)

  private func records(piece: Int, maxLineLength: Int = 1 << 20) throws -> [JSONValue] {
    var decoder = WireDecoder(maxLineLength: maxLineLength)
    var records: [JSONValue] = []
    let keep: ([UInt8]) throws -> Void = { records.append(try JSONValue(parsing: $0)) }
    var rest = Self.input[...]
    while !rest.isEmpty {
      try decoder.receive(Array(rest.prefix(piece)), emit: keep)
      rest = rest.dropFirst(piece)
    }
    try decoder.finish(emit: keep)
    return records
  }

  @Test func `every line but an empty one has a record, wherever the bytes are cut`() throws {
    let whole = try records(piece: Self.input.count)
    #expect(whole.map { $0["line"]?.int } == [0, 2, 3, 4, 5, 6])
    #expect(whole.map { $0["kind"]?.string } == ["unknown", "not_json", "unknown", "not_json", "message", "not_json"])
    for piece in 1...40 { #expect(try records(piece: piece) == whole) }
  }

  @Test func `a line above the limit has a record that says so`() throws {
    let records = try records(piece: 7, maxLineLength: 25)
    #expect(records.map { $0["line"]?.int } == [0, 2, 3, 4, 5, 6])
    #expect(records[4]["kind"] == "not_json")
    #expect(records[4]["error"]?["code"] == "tooLarge")
    #expect(records[1]["error"]?["code"] == "invalidScalar")
  }

  @Test func `what the receiver of records throws ends the decoding`() throws {
    struct Enough: Error {}
    var decoder = WireDecoder()
    var thrown: (any Error)?
    do { try decoder.receive(Self.input) { _ in throw Enough() } } catch { thrown = error }
    #expect(thrown is Enough)
  }
}

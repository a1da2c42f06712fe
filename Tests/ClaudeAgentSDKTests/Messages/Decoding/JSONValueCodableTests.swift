import ClaudeAgentSDK
import Foundation
import Testing

private func view(_ text: String) throws -> JSONView { try #require(JSONView(copying: text)) }

@Suite struct JSONValueCodableTests {
  private struct Envelope: Codable, Equatable {
    var value: JSONValue
    var object: JSONObject
    var more: [JSONValue]?
  }

  private static let text =
    #"{"value":{"a":[1,2.5,null,true,"x"],"b":18446744073709551615},"object":{"z":1,"y":{}},"more":[-1]}"#
  private static let envelope = Envelope(
    value: [
      "a": [1, 2.5, nil, true, "x"], "b": JSONBigInteger("18446744073709551615").map(JSONValue.bigInteger) ?? nil,
    ], object: ["z": 1, "y": [:]], more: [-1])

  @Test func `values are taken from a view as they are`() throws {
    let decoded = try view(Self.text).decode(Envelope.self)
    #expect(decoded == Self.envelope)
    #expect(decoded.object.keys == ["z", "y"])
    #expect(try view("1e400").decode(JSONValue.self) == .number(.infinity))
    #expect(
      try view("[1.0,123456789012345678901]").decode(JSONValue.self).serialized() == "[1.0,123456789012345678901]")
    #expect(try view(#"{"a":1,"b":2,"a":3}"#).decode(JSONObject.self).serialized() == #"{"a":3,"b":2}"#)
    #expect(throws: ClaudeAgentError.self) { try view("[1,").decode(JSONValue.self) }
    #expect(throws: ClaudeAgentError.self) { try view("[]").decode(JSONObject.self) }
  }

  @Test func `null is a value where one is asked for and absent where it may be`() throws {
    let decoded = try view(#"{"value":null,"object":{},"more":null}"#).decode(Envelope.self)
    #expect(decoded == Envelope(value: .null, object: [:], more: nil))
  }

  @Test func `a view is taken as it stands`() throws {
    struct Lazy: Decodable {
      var part: JSONView
      var parts: [JSONView]
    }
    let decoded = try view(#"{"part": {"a" : 1} ,"parts":[1, "x"]}"#).decode(Lazy.self)
    #expect(decoded.part.rawText == #"{"a" : 1}"# && decoded.parts.map(\.rawText) == ["1", "\"x\""])
  }

  @Test func `Foundation's coders read and write the same`() throws {
    let decoded = try JSONDecoder().decode(Envelope.self, from: Data(Self.text.utf8))
    #expect(decoded == Self.envelope)
    let written = try JSONEncoder().encode(Self.envelope)
    #expect(try JSONValue(parsing: Array(written)) == JSONValue(parsing: Self.text))
    let part = try JSONDecoder().decode([JSONView].self, from: Data(#"[{"a":[1]}]"#.utf8))
    #expect(part.map(\.rawText) == [#"{"a":[1]}"#])
  }

  @Test func `types of Foundation decode as they say themselves`() throws {
    struct Thing: Decodable {
      var id: UUID
      var when: Date
    }
    let thing = try view(#"{"id":"E621E1F8-C36C-495A-93FC-0C247A3E6E5F","when":0}"#).decode(Thing.self)
    #expect(thing.id.uuidString == "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
    #expect(thing.when == Date(timeIntervalSinceReferenceDate: 0))
  }
}

import ClaudeAgentSDK
import Foundation
import Testing

@Suite struct JSONValueEncodingTests {
  private struct Order: Encodable {
    var id = 7
    var items = ["a", "b"]
    var note: String?
    var price = 1.5
    var weight: Float = 0.1
    var flags = [true, false]
    var counts = ["one": 1]
    var any: JSONValue = ["x": [nil]]
    var object: JSONObject = ["z": 1, "y": 2]
  }

  @Test func `a type becomes an object in its own order`() throws {
    #expect(
      try JSONValue(encoding: Order()).serialized()
        == #"{"id":7,"items":["a","b"],"price":1.5,"weight":0.1,"flags":[true,false],"counts":{"one":1},"#
        + #""any":{"x":[null]},"object":{"z":1,"y":2}}"#)
  }

  @Test func `leaves and lists can be the outermost value`() throws {
    #expect(try JSONValue(encoding: 3) == 3)
    #expect(try JSONValue(encoding: "x") == "x")
    #expect(try JSONValue(encoding: true) == true)
    #expect(try JSONValue(encoding: Int?.none) == .null)
    #expect(try JSONValue(encoding: [1, nil, 3]) == [1, nil, 3])
    #expect(try JSONValue(encoding: [String]()) == [])
    #expect(try JSONValue(encoding: JSONValue.string("x")) == "x")
  }

  @Test func `integers of every size are kept`() throws {
    #expect(try JSONValue(encoding: UInt64.max).serialized() == "18446744073709551615")
    #expect(try JSONValue(encoding: Int128.min).serialized() == "-170141183460469231731687303715884105728")
    #expect(try JSONValue(encoding: [Int8.min]) == [-128])
    #expect(try JSONValue(encoding: UInt64(7)) == 7)
  }

  @Test func `nested containers and superclasses encode`() throws {
    class Base: Encodable {
      private enum CodingKeys: CodingKey { case base }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(9, forKey: .base)
      }
    }
    final class Derived: Base {
      private enum CodingKeys: CodingKey { case outer, pair, again, empty, none }
      override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var outer = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .outer)
        var pair = container.nestedUnkeyedContainer(forKey: .pair)
        try pair.encode(1)
        try pair.encodeNil()
        // The containers are filled by turns.
        try outer.encode("x", forKey: .again)
        var inner = pair.nestedUnkeyedContainer()
        try inner.encode(2)
        #expect(pair.count == 3 && pair.codingPath.map(\.stringValue) == ["pair"])
        try container.encode(1, forKey: .again)
        try container.encode(2, forKey: .again)
        _ = container.nestedUnkeyedContainer(forKey: .empty)
        _ = container.superEncoder(forKey: .none)
        try super.encode(to: container.superEncoder())
      }
    }
    #expect(
      try JSONValue(encoding: Derived()).serialized()
        == #"{"outer":{"again":"x"},"pair":[1,null,[2]],"again":2,"empty":[],"none":null,"super":{"base":9}}"#)
  }

  @Test func `what JSON has no form for is refused with its place`() throws {
    struct Wrong: Encodable { var items: [[String: Double]] = [[:], ["a": .infinity]] }
    let error = try #require(throws: ClaudeAgentError.self) { try JSONValue(encoding: Wrong()) }
    #expect(error.code == .invalidInput && error.detail == "At $.items[1].a: JSON has no number for inf.")
    #expect(error.underlying is EncodingError)
    #expect(throws: ClaudeAgentError.self) { try JSONValue(encoding: Float.nan) }
  }

  @Test func `a type that encodes nothing or throws is refused`() throws {
    struct Nothing: Encodable { func encode(to encoder: any Encoder) {} }
    struct Own: Error {}
    struct Throwing: Encodable { func encode(to encoder: any Encoder) throws { throw Own() } }
    let nothing = try #require(throws: ClaudeAgentError.self) { try JSONValue(encoding: Nothing()) }
    #expect(nothing.detail == "The value cannot be JSON: it encodes nothing.")
    let own = try #require(throws: ClaudeAgentError.self) { try JSONValue(encoding: Throwing()) }
    #expect(own.code == .invalidInput && own.underlying is Own)
  }

  private final class Node: Encodable {
    var next: Node?
    init(_ next: Node?) { self.next = next }
  }

  private struct Itself: Encodable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(Itself())
    }
  }

  @Test func `nesting is bounded`() throws {
    func chain(_ depth: Int) -> Node { (1..<depth).reduce(Node(nil)) { node, _ in Node(node) } }
    #expect(try JSONValue(encoding: chain(500))["next"]?["next"] != nil)
    #expect(throws: ClaudeAgentError.self) { try JSONValue(encoding: chain(1000)) }
    let circle = Node(nil)
    circle.next = circle
    #expect(throws: ClaudeAgentError.self) { try JSONValue(encoding: circle) }
    circle.next = nil
    let itself = try #require(throws: ClaudeAgentError.self) { try JSONValue(encoding: Itself()) }
    #expect(itself.detail == "At $: nests deeper than 512 levels.")
  }

  @Test func `no encoder outlives the encoding`() throws {
    final class Seen: Encodable {
      private(set) weak var encoder: AnyObject?
      func encode(to encoder: any Encoder) throws {
        self.encoder = encoder as AnyObject
        var container = encoder.unkeyedContainer()
        try container.encode(1)
      }
    }
    let seen = Seen()
    #expect(try JSONValue(encoding: ["items": [seen]]) == ["items": [[1]]])
    #expect(seen.encoder == nil)
    struct Wrong: Encodable {
      var seen: [Seen]
      var number = Double.infinity
    }
    #expect(throws: ClaudeAgentError.self) { try JSONValue(encoding: Wrong(seen: [seen])) }
    #expect(seen.encoder == nil)
  }

  @Test func `what is encoded decodes again`() throws {
    struct Both: Codable, Equatable {
      var a = [1.5: "x"].keys.map { $0 }
      var b: [String: [Int?]] = ["k": [1, nil]]
      var id = UUID()
    }
    let value = Both()
    let view = try #require(JSONView(copying: try JSONValue(encoding: value).serialized()))
    #expect(try view.decode(Both.self) == value)
  }
}

import Testing

@testable import ClaudeAgentSDK

private func view(_ text: String) throws -> JSONView { try #require(JSONView(copying: text)) }

private func failure<T: Decodable>(_ type: T.Type, _ text: String) throws -> ClaudeAgentError {
  let view = try view(text)
  return try #require(throws: ClaudeAgentError.self) { try view.decode(type) }
}

private struct Item: Decodable, Equatable {
  var name: String
  var price: Double?
  var tags: [String] = []
  private enum CodingKeys: CodingKey { case name, price, tags }
  init(name: String, price: Double? = nil, tags: [String] = []) {
    (self.name, self.price, self.tags) = (name, price, tags)
  }
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    price = try container.decodeIfPresent(Double.self, forKey: .price)
    tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
  }
}

private struct Order: Decodable, Equatable {
  var id: Int
  var items: [Item]
  var note: String?
  var isPaid: Bool
  var counts: [String: Int]
}

@Suite struct JSONViewDecodingTests {
  @Test func `a type is made of an object`() throws {
    let order = try view(
      #"{"items":[{"name":"a\n","price":1},{"tags":["x","y"],"name":"b","price":null}],"id":7,"more":[{}],"#
        + #""counts":{"one":1,"two":2},"isPaid":true,"note":null}"#
    ).decode(Order.self)
    #expect(
      order
        == Order(
          id: 7, items: [Item(name: "a\n", price: 1), Item(name: "b", tags: ["x", "y"])], note: nil, isPaid: true,
          counts: ["one": 1, "two": 2]))
  }

  @Test func `leaves and lists can be the outermost value`() throws {
    #expect(try view("3").decode(Int.self) == 3)
    #expect(try view(#""x""#).decode(String.self) == "x")
    #expect(try view("[1,null,3]").decode([Int?].self) == [1, nil, 3])
    #expect(try view("[[1],[],[2,3]]").decode([[Int]].self) == [[1], [], [2, 3]])
    #expect(try view("null").decode(Int?.self) == nil)
    #expect(try view("[3,1,3]").decode(Set<Int>.self) == [1, 3])
    #expect(try view(#"{"2":"b"}"#).decode([Int: String].self) == [2: "b"])
    let inner = try #require(try view(#"{"a":{"b":[true,false]}}"#)["a"]?["b"])
    #expect(try inner.decode([Bool].self) == [true, false])
  }

  @Test func `of equal keys the last one counts, and keys differ when their bytes do`() throws {
    struct Value: Decodable { var a: Int }
    #expect(try view(#"{"a":"x","a":2}"#).decode(Value.self).a == 2)
    #expect(try view(#"{"a":1,"\u0061":2}"#).decode(Value.self).a == 2)
    let many = (0..<40).map { #""k\#($0)":0"# }.joined(separator: ",")
    #expect(try view(#"{"a":1,\#(many),"a":3}"#).decode(Value.self).a == 3)

    struct Named: Decodable {
      var k: Int
      private enum CodingKeys: String, CodingKey { case k = "K" }
    }
    // U+212A, the sign for kelvin, is a K to Swift's strings.
    #expect(try view("{\"K\":1,\"\u{212A}\":2}").decode(Named.self).k == 1)
    #expect(try view("{\"\u{212A}\":2,\(many),\"K\":1}").decode(Named.self).k == 1)
    #expect(try failure(Named.self, "{\"\u{212A}\":2}").detail.contains("expected a member \"K\""))
  }

  @Test(arguments: ["7", "7.0", "70e-1", "0.7E1", "7.000"])
  func `an integer may be written with a point or an exponent`(_ text: String) throws {
    #expect(try view(text).decode(Int.self) == 7)
    #expect(try view(text).decode(UInt8.self) == 7)
  }

  @Test func `integers are exact and keep to their range`() throws {
    func fits<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws {
      #expect(try view("\(T.max)").decode(T.self) == T.max)
      #expect(try view("\(T.min)").decode(T.self) == T.min)
      let above = try failure(T.self, "\(T.max)9")
      let range = T.bitWidth > 64 ? "in the range of \(T.self)" : "from \(T.min) to \(T.max)"
      #expect(above.detail == "At $: expected an integer \(range), found the number \(T.max)9.")
      #expect(try failure(T.self, "\(T.min == 0 ? "-1" : "\(T.min)0")").code == .decodingFailed)
    }
    try fits(Int.self)
    try fits(Int8.self)
    try fits(Int16.self)
    try fits(Int32.self)
    try fits(Int64.self)
    try fits(UInt.self)
    try fits(UInt8.self)
    try fits(UInt16.self)
    try fits(UInt32.self)
    try fits(UInt64.self)
    try fits(Int128.self)
    try fits(UInt128.self)
    #expect(try view("9007199254740993.0").decode(Int.self) == 9_007_199_254_740_993)
    #expect(try failure(Int.self, "1.5").detail == "At $: expected an integer, found the number 1.5.")
    #expect(try failure(Int.self, "1e99").code == .decodingFailed)
    #expect(try failure(Int.self, "1e999999999999").code == .decodingFailed)
  }

  @Test func `floating-point numbers are rounded once and stay finite`() throws {
    #expect(try view("[3,0.1,-1e-400]").decode([Double].self) == [3, 0.1, 0])
    #expect(try view("[16777217,0.1]").decode([Float].self) == [16_777_216, 0.1])
    // Between two floats by less than a double can tell.
    #expect(try view("1.00000017881393432617187499").decode(Float.self) == 1.000_000_1)
    #expect(
      try failure(Double.self, "1e400").detail
        == "At $: expected a number in the range of Double, found the number 1e400.")
    #expect(try failure(Float.self, "1e39").detail.contains("in the range of Float"))
  }

  @Test(arguments: [
    (#"{}"#, #"At $: expected a member "id", found an object without it."#),
    (#"{"id":"7"}"#, #"At $.id: expected an integer, found the string "7"."#),
    (#"{"id":null}"#, "At $.id: expected an integer, found null."),
    (#"{"id":1,"items":{}}"#, "At $.items: expected an array, found an object."),
    (#"{"id":1,"items":[{"name":"a"},3]}"#, "At $.items[1]: expected an object, found the number 3."),
    (#"{"id":1,"items":[{"name":"a"},{"name":[]}]}"#, "At $.items[1].name: expected a string, found an array."),
    (#"{"id":1,"items":[{}]}"#, #"At $.items[0]: expected a member "name", found an object without it."#),
    (#"{"id":1,"items":[{"name":"a","price":true}]}"#, "At $.items[0].price: expected a number, found true."),
    (#"{"id":1,"items":[{"name":"a","tags":[0]}]}"#, "At $.items[0].tags[0]: expected a string, found the number 0."),
    (#"{"id":1,"items":[],"isPaid":1}"#, "At $.isPaid: expected true or false, found the number 1."),
    (
      #"{"id":1,"items":[],"isPaid":true,"counts":{"3":""}}"#,
      #"At $.counts.3: expected an integer, found the string ""."#
    ),
    (
      #"{"id":1,"items":[],"isPaid":true,"counts":{"a b":[]}}"#,
      #"At $.counts["a b"]: expected an integer, found an array."#
    ),
    (#"[]"#, "At $: expected an object, found an array."),
    ("", "At $: expected an object, found broken JSON."),
    (#"{"id":1,"#, "At $: expected an object, found one that is broken JSON."),
    (#"{"id":1,"items":[1,}"#, "At $: expected an object, found one that is broken JSON."),
    (#"{"id":1,"items":["\x"]}"#, #"At $.items[0]: expected an object, found the string "\x"."#),
    (#"{"id":1,"items":[{"name":"\x"}]}"#, "At $.items[0].name: the string has an escape that is none."),
    (#"{"id":tru}"#, "At $.id: expected an integer, found tru."),
    (#"{"id":1x}"#, "At $.id: expected an integer, found the number 1x."),
  ])
  func `an error names the place, what was expected and what is there`(_ text: String, _ detail: String) throws {
    let error = try failure(Order.self, text)
    #expect(error.code == .decodingFailed && error.detail == detail)
    #expect(error.underlying is DecodingError)
  }

  @Test func `the underlying error has its kind`() throws {
    guard case .keyNotFound(let key, let context)? = try failure(Item.self, "{}").underlying as? DecodingError else {
      Issue.record("a missing key")
      return
    }
    #expect(key.stringValue == "name" && context.codingPath.isEmpty)
    guard case .valueNotFound? = try failure(Item.self, #"{"name":null}"#).underlying as? DecodingError else {
      Issue.record("null")
      return
    }
    guard
      case .typeMismatch(let type, let other)? = try failure([Item].self, #"[{"name":1}]"#).underlying as? DecodingError
    else {
      Issue.record("another kind")
      return
    }
    #expect(type == String.self && other.codingPath.map(\.stringValue) == ["Index 0", "name"])
    guard case .dataCorrupted? = try failure(UInt8.self, "256").underlying as? DecodingError else {
      Issue.record("out of range")
      return
    }
  }

  @Test func `an error quotes little of a value, whoever writes it`() throws {
    enum Color: String, Decodable { case red }
    struct Paint: Decodable { var color: Color }
    let long = String(repeating: "🙂secret", count: 10_000)
    for error in [
      try failure(Paint.self, #"{"color":"\#(long)"}"#), try failure(Int.self, #""\#(long)""#),
      try failure([String: Int].self, #"{"\#(long)":""}"#),
    ] {
      #expect(error.description.utf8.count < 1500)
      #expect(error.detail.split(separator: "secret").count < 20)
    }
    #expect(try failure(Paint.self, #"{"color":"blue"}"#).detail.hasPrefix("At $.color: Cannot initialize Color"))
  }

  @Test func `an error that a type throws itself is kept`() throws {
    struct Own: Error, Equatable {}
    struct Picky: Decodable { init(from decoder: any Decoder) throws { throw Own() } }
    let error = try failure(Picky.self, "1")
    #expect(error.code == .decodingFailed && error.underlying as? Own == Own())
  }

  @Test func `a long list is read in time that grows with it`() throws {
    let text = "[" + Array(repeating: #"{"name":"x"}"#, count: 50_000).joined(separator: ",") + "]"
    #expect(try view(text).decode([Item].self).count == 50_000)
  }

  @Test func `a large object is read in time that grows with it`() throws {
    let text = "{" + (0..<100_000).map { #""key\#($0)":\#($0)"# }.joined(separator: ",") + "}"
    let values = try view(text).decode([String: Int].self)
    #expect(values.count == 100_000 && values["key99999"] == 99_999)
  }
}

@Suite struct ViewDecoderTests {
  @Test func `nested containers and superclasses decode`() throws {
    class Base: Decodable {
      let base: Int
      private enum CodingKeys: CodingKey { case base }
      required init(from decoder: any Decoder) throws {
        base = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .base)
      }
    }
    final class Derived: Base {
      let deep: String
      let list: [Int]
      let count: Int?
      private enum CodingKeys: CodingKey { case outer, pair }
      private enum Inner: CodingKey { case deep }
      required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        deep = try container.nestedContainer(keyedBy: Inner.self, forKey: .outer).decode(String.self, forKey: .deep)
        var pair = try container.nestedUnkeyedContainer(forKey: .pair)
        count = pair.count
        let first = try pair.decode(Int.self)
        #expect(try pair.decodeNil() && pair.currentIndex == 2)
        var inner = try pair.nestedUnkeyedContainer()
        let second = try inner.decode(Int.self)
        #expect(inner.isAtEnd && !pair.isAtEnd)
        #expect(try !pair.decodeNil())
        let third = try pair.nestedContainer(keyedBy: Inner.self).decode(Int.self, forKey: .deep)
        list = [first, second, third]
        #expect(pair.isAtEnd && pair.codingPath.map(\.stringValue) == ["pair"])
        try super.init(from: container.superDecoder())
      }
    }
    let value = try view(#"{"outer":{"deep":"x"},"pair":[1,null,[2],{"deep":3}],"super":{"base":9}}"#).decode(
      Derived.self)
    #expect(value.deep == "x" && value.list == [1, 2, 3] && value.base == 9 && value.count == 4)
    #expect(
      try failure(Derived.self, #"{"outer":{"deep":"x"},"pair":[1,null,[2],{"deep":3}],"super":{}}"#).detail
        == #"At $.super: expected a member "base", found an object without it."#)
    #expect(
      try failure(Derived.self, #"{"outer":{"deep":"x"},"pair":[1,null,[2],{"deep":3}]}"#).detail
        == "At $.super: expected an object, found null.")
    #expect(
      try failure(Derived.self, #"{"outer":{"deep":"x"},"pair":[1]}"#).detail.hasPrefix(
        "At $.pair[1]: expected another"))
  }

  @Test func `a failed element can be read again as something else`() throws {
    struct Either: Decodable {
      var texts: [String] = []
      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd {
          if let number = try? container.decode(Int.self) {
            texts.append("\(number)")
          } else {
            texts.append(try container.decode(String.self))
          }
        }
      }
    }
    #expect(try view(#"[1,"a",2]"#).decode(Either.self).texts == ["1", "a", "2"])
  }

  @Test func `all keys are there once`() throws {
    struct Keys: Decodable {
      var names: [String]
      var has: Bool
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        names = container.allKeys.map(\.stringValue)
        has = container.contains(AnyKey("b")) && !container.contains(AnyKey("c"))
        #expect(try container.decodeNil(forKey: AnyKey("b")))
        #expect(throws: DecodingError.self) { try container.decodeNil(forKey: AnyKey("c")) }
      }
    }
    let keys = try view(#"{"a":1,"b":null,"a":2}"#).decode(Keys.self)
    #expect(keys.names == ["a", "b"] && keys.has)
  }

  @Test func `enums with payload decode as Swift writes them`() throws {
    enum Shape: Decodable, Equatable {
      case circle(radius: Double)
      case point
    }
    #expect(try view(#"[{"circle":{"radius":2}},{"point":{}}]"#).decode([Shape].self) == [.circle(radius: 2), .point])
    #expect(try failure(Shape.self, "{}").code == .decodingFailed)
  }

  private final class Node: Decodable {
    let next: Node?
  }

  private struct Itself: Decodable {
    init(from decoder: any Decoder) throws { _ = try decoder.singleValueContainer().decode(Itself.self) }
  }

  @Test func `nesting is bounded`() throws {
    func chain(_ depth: Int) -> String {
      String(repeating: #"{"next":"#, count: depth) + "null" + String(repeating: "}", count: depth)
    }
    _ = try view(chain(JSONValue.deepestNesting)).decode(Node.self)
    #expect(
      try failure(Node.self, chain(JSONValue.deepestNesting + 2)).detail.hasSuffix("nests deeper than 512 levels."))
    #expect(try failure(Node.self, chain(20_000)).detail.hasSuffix("nests deeper than 512 levels."))
    #expect(try failure(Itself.self, "1").detail.hasSuffix("nests deeper than 512 levels."))
    let lists = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    #expect(try failure(JSONValue.self, lists).detail == "At $: the JSON is broken or nests deeper than 512 levels.")
  }
}

import Foundation
import Testing

@testable import ClaudeAgentSDK

private enum Level: String, Codable, CaseIterable { case low, high }
private enum Number: Int, Codable, CaseIterable {
  case two = 2
  case three
}
private enum Open: String, Codable { case first, second }
private enum Digit: Int, Codable {
  case four = 2
  case five
}
private struct Name: RawRepresentable, Codable { var rawValue: String }

private struct Everything: Codable {
  var text: String
  var count: Int
  var small: UInt8
  var natural: UInt64
  var wide: Int128
  var ratio: Double
  var rough: Float
  var flag: Bool
  var list: [String]
  var lists: [[Int]]
  var map: [String: Double]
  var set: Set<Int16>
  var level: Level
  var number: Number
  var name: Name
  var digit: Digit
  var inner: Inner
  var any: JSONValue
  var object: JSONObject
  var maybe: Inner?
  var maybeText: String?
  var maybeOpen: Open?
  var maybes: [Int?]
  var opens: [Open]

  struct Inner: Codable {
    var x: Int
    var y: Int?
  }
}

private func describe<T: Decodable>(_ type: T.Type) throws -> JSONValue {
  .object(try ToolSchema(describing: type).json)
}

private func failure<T: Decodable>(_ type: T.Type) throws -> ClaudeAgentError {
  let error = try #require(throws: ClaudeAgentError.self) { try ToolSchema(describing: type) }
  #expect(
    error.code == .invalidInput
      && error.message.hasSuffix("Give an explicit schema, or make the type at fault a `ToolInput`."))
  return error
}

@Suite struct ToolSchemaDescribingTests {
  @Test func `every kind of property is described`() throws {
    let inner: JSONValue = [
      "type": "object", "properties": ["x": ["type": "integer"], "y": ["type": "integer"]], "required": ["x"],
    ]
    let properties: JSONValue = [
      "text": ["type": "string"], "count": ["type": "integer"],
      "small": ["type": "integer", "minimum": 0, "maximum": 255], "natural": ["type": "integer", "minimum": 0],
      "wide": ["type": "integer"], "ratio": ["type": "number"], "rough": ["type": "number"],
      "flag": ["type": "boolean"], "list": ["type": "array", "items": ["type": "string"]],
      "lists": ["type": "array", "items": ["type": "array", "items": ["type": "integer"]]],
      "map": ["type": "object", "additionalProperties": ["type": "number"]],
      "set": ["type": "array", "items": ["type": "integer", "minimum": -32768, "maximum": 32767]],
      "level": ["type": "string", "enum": ["low", "high"]], "number": ["type": "integer", "enum": [2, 3]],
      "name": ["type": "string"], "digit": ["type": "integer"], "inner": inner, "any": [:],
      "object": ["type": "object", "additionalProperties": [:]], "maybe": inner, "maybeText": ["type": "string"],
      "maybeOpen": ["type": "string"],
      "maybes": ["type": "array", "items": ["anyOf": [["type": "integer"], ["type": "null"]]]],
      "opens": ["type": "array", "items": ["type": "string"]],
    ]
    let schema = try describe(Everything.self)
    let described = try #require(schema["properties"]?.object)
    for (name, property) in try #require(properties.object) { #expect(described[name] == property, "\(name)") }
    #expect(described.keys == properties.object?.keys)
    #expect(schema["type"] == "object" && schema["additionalProperties"] == nil)
    let optional = ["maybe", "maybeText", "maybeOpen"]
    #expect(schema["required"]?.array?.map(\.string) == described.keys.filter { !optional.contains($0) })
  }

  @Test func `what the schema allows decodes`() throws {
    let schema = try CompiledSchema(ToolSchema(describing: Everything.self))
    let value = Everything(
      text: "a", count: -1, small: 255, natural: .max, wide: .min, ratio: 0.5, rough: 0.5, flag: true, list: ["x"],
      lists: [[1]], map: ["k": 1], set: [3], level: .high, number: .two, name: Name(rawValue: "n"), digit: .five,
      inner: .init(x: 1), any: [1], object: ["k": nil], maybe: nil, maybeText: "t", maybeOpen: .second,
      maybes: [1, nil],
      opens: [.first])
    let view = try #require(JSONView(copying: JSONValue(encoding: value).serialized()))
    #expect(schema.violation(in: view) == nil)
    #expect(try view.decode(Everything.self).wide == .min)
    let wrong = try #require(JSONView(copying: view.description.replacingOccurrences(of: "255", with: "256")))
    #expect(schema.violation(in: wrong)?.place == "$.small")
  }

  @Test func `leaves and lists describe themselves`() throws {
    #expect(try describe(Int.self) == ["type": "integer"])
    #expect(try describe(String?.self) == ["anyOf": [["type": "string"], ["type": "null"]]])
    #expect(try describe([Bool].self) == ["type": "array", "items": ["type": "boolean"]])
    #expect(try describe(OrderedMap<Int>.self) == ["type": "object", "additionalProperties": ["type": "integer"]])
    #expect(try describe(Level.self) == ["type": "string", "enum": ["low", "high"]])
    #expect(try describe(Open.self) == ["type": "string"])
    #expect(try describe(JSONView.self) == [:])
  }

  @Test func `a type with its own init is described by what it asks for`() throws {
    struct Own: Decodable {
      private enum Keys: String, CodingKey {
        case a
        case b = "bee"
        case c, d, e
      }
      private enum Deep: CodingKey { case x }
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        _ = try container.decode(Int.self, forKey: .a)
        _ = try container.decodeIfPresent(String.self, forKey: .b)
        if container.contains(.c) { _ = try container.decode([Int].self, forKey: .c) }
        _ = try container.nestedContainer(keyedBy: Deep.self, forKey: .d).decode(Bool.self, forKey: .x)
        var list = try container.nestedUnkeyedContainer(forKey: .e)
        while !list.isAtEnd { _ = try list.decode(Double.self) }
      }
    }
    #expect(
      try describe(Own.self) == [
        "type": "object",
        "properties": [
          "a": ["type": "integer"], "bee": ["type": "string"],
          "c": ["type": "array", "items": ["type": "integer"]],
          "d": ["type": "object", "properties": ["x": ["type": "boolean"]], "required": ["x"]],
          "e": ["type": "array", "items": ["type": "number"]],
        ], "required": ["a", "d", "e"],
      ])
  }

  @Test func `a superclass and a wrapper are seen through`() throws {
    class Base: Decodable {
      let base: Int
    }
    final class Derived: Base {
      let own: String
      private enum CodingKeys: CodingKey { case own }
      required init(from decoder: any Decoder) throws {
        own = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .own)
        try super.init(from: decoder)
      }
    }
    struct Wrapper: Decodable {
      let wrapped: Derived
      init(from decoder: any Decoder) throws { wrapped = try decoder.singleValueContainer().decode(Derived.self) }
    }
    let expected: JSONValue = [
      "type": "object", "properties": ["own": ["type": "string"], "base": ["type": "integer"]],
      "required": ["own", "base"],
    ]
    #expect(try describe(Derived.self) == expected)
    #expect(try describe(Wrapper.self) == expected)
  }

  @Test func `types that refuse the first values are tried with others`() throws {
    struct Thing: Decodable {
      let id: UUID
      let when: Date
      let other: UUID?
    }
    let schema = try describe(Thing.self)
    #expect(schema["properties"]?["id"] == ["type": "string", "format": "uuid"])
    #expect(schema["properties"]?["other"] == ["type": "string", "format": "uuid"])
    #expect(schema["properties"]?["when"] == ["type": "number"])
    #expect(schema["required"] == ["id", "when"])

    struct Positive: Decodable {
      struct Failure: Error {}
      let value: Int
      init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
        if value <= 0 { throw Failure() }
      }
    }
    struct Holder: Decodable { let positive: Positive }
    #expect(try describe(Holder.self)["properties"]?["positive"] == ["type": "integer"])
  }

  @Test func `properties of the outermost object can be described`() throws {
    let schema = try ToolSchema(describing: Everything.Inner.self, descriptions: ["y": "Up."])
    #expect(schema.json["properties"]?["y"] == ["type": "integer", "description": "Up."])
    #expect(schema.json["properties"]?["x"] == ["type": "integer"])
    let error = try #require(throws: ClaudeAgentError.self) {
      try ToolSchema(describing: Everything.Inner.self, descriptions: ["z": "Nothing."])
    }
    #expect(error.code == .invalidInput && error.detail == "The type Inner has no property z to be described.")
  }
}

private struct Search: ToolInput {
  static let schema = ToolSchema.object([
    "text": .string(minLength: 2), "limit": .integer(minimum: 5), "kind": .string(enum: ["deep", "flat"]),
    "ids": .array(of: .string(format: "uuid"), minItems: 1), "more": .optional(.number()),
  ])
  struct TooShort: Error {}
  let text: String
  let limit: Int
  let kind: String
  let ids: [UUID]
  init(from decoder: any Decoder) throws {
    enum Keys: CodingKey { case text, limit, kind, ids }
    let container = try decoder.container(keyedBy: Keys.self)
    text = try container.decode(String.self, forKey: .text)
    limit = try container.decode(Int.self, forKey: .limit)
    kind = try container.decode(String.self, forKey: .kind)
    ids = try container.decode([UUID].self, forKey: .ids)
    if text.count < 2 || limit < 5 || kind != "deep" || ids.isEmpty { throw TooShort() }
  }
}

private struct Stubborn: ToolInput {
  static let schema = ToolSchema.string()
  struct No: Error {}
  init(from decoder: any Decoder) throws { throw No() }
}

@Suite struct ToolInputTests {
  @Test func `a type brings its own schema at every depth`() throws {
    struct Outer: Decodable {
      let one: Search
      let many: [Search]
      let named: [String: Search]
      let maybe: Search?
    }
    #expect(try ToolSchema(describing: Search.self) == Search.schema)
    let schema = try describe(Outer.self)
    let own = JSONValue.object(Search.schema.json)
    #expect(schema["properties"]?["one"] == own && schema["properties"]?["many"]?["items"] == own)
    #expect(schema["properties"]?["named"]?["additionalProperties"] == own && schema["properties"]?["maybe"] == own)
    #expect(schema["required"] == ["one", "many", "named"])
  }

  @Test func `a type that no sample can make may stand where none is needed`() throws {
    struct Lists: Decodable {
      let list: [Stubborn]
      let maybe: Stubborn?
    }
    struct Plain: Decodable { let one: Stubborn }
    #expect(try describe(Stubborn.self) == ["type": "string"])
    #expect(try describe(Lists.self)["properties"]?["list"]?["items"] == ["type": "string"])
    #expect(try failure(Plain.self).detail.contains("at $.one, no value of Stubborn can be invented"))
  }
}

private final class Tree: Decodable {
  let children: [Tree]
  let parent: Tree?
}
private final class Growing<T: Decodable>: Decodable {
  let next: Growing<[T]>?
}
private indirect enum Mutual: Decodable { case one(Mutual?) }
private struct Ping: Decodable { let pong: [Pong] }
private struct Pong: Decodable { let ping: Ping? }

@Suite struct UndescribableTypeTests {
  @Test func `a type without properties is an object without any`() throws {
    struct Nothing: Decodable {}
    #expect(try describe(Nothing.self) == ["type": "object", "properties": [:]])
  }

  @Test func `a type that contains itself is refused`() throws {
    #expect(
      try failure(Tree.self).detail == "The type Tree cannot be described: at $.children[0], Tree contains itself.")
    #expect(
      try failure(Ping.self).detail == "The type Ping cannot be described: at $.pong[0].ping, Ping contains itself.")
    #expect(try failure(Growing<Int>.self).detail.hasSuffix("types nest deeper than 64 levels."))
  }

  @Test func `a type that asks for what no schema says is refused`() throws {
    struct Pair: Decodable {
      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        _ = try container.decode(Int.self)
        _ = try container.decode(String.self)
      }
    }
    struct Keyed: Decodable { let map: [Level: Int] }
    enum Payload: Decodable {
      case one(Int)
      case two
    }
    enum Empty: Decodable, CaseIterable {
      init(from decoder: any Decoder) throws { throw CancellationError() }
    }
    #expect(try failure(Pair.self).detail.contains("a list of fixed elements has no schema"))
    #expect(try failure(Keyed.self).detail.contains("at $.map, a dictionary must have String keys"))
    #expect(try failure([Int: Int].self).detail.contains("a dictionary must have String keys"))
    #expect(try failure(Payload.self).detail.contains("Payload refuses invented values"))
    #expect(try failure(Empty.self).detail.contains("Empty refuses invented values"))
    #expect(try failure(Mutual.self).code == .invalidInput)
  }

  @Test func `an enum that must be invented has to be iterable`() throws {
    struct Holder: Decodable { let open: Open }
    #expect(
      try failure(Holder.self).detail
        == "The type Holder cannot be described: at $.open, no value of Open can be invented; "
        + "a raw-value enum must be CaseIterable there.")
  }

  @Test func `a failure inside is not hidden by a type that goes on`() throws {
    struct Tolerant: Decodable {
      let tree: Tree?
      private enum Keys: CodingKey { case tree }
      init(from decoder: any Decoder) throws {
        tree = try? decoder.container(keyedBy: Keys.self).decode(Tree.self, forKey: .tree)
      }
    }
    #expect(try failure(Tolerant.self).detail.contains("Tree contains itself"))
  }

  @Test func `it ends for types that loop over errors`() throws {
    struct Looping: Decodable {
      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd { _ = try? container.decode(Tree.self) }
      }
    }
    struct Itself: Decodable {
      init(from decoder: any Decoder) throws { _ = try decoder.singleValueContainer().decode(Itself.self) }
    }
    #expect(try failure(Looping.self).detail.contains("Tree contains itself"))
    #expect(try failure(Itself.self).detail.contains("Itself contains itself"))
  }
}

import Testing

@testable import ClaudeAgentSDK

private func compiled(_ schema: String) throws -> CompiledSchema {
  try CompiledSchema(ToolSchema(json: try #require(JSONValue(parsing: schema).object)))
}

private func view(_ text: String) throws -> JSONView { try #require(JSONView(copying: text)) }

@Suite struct CompiledSchemaTests {
  @Test(arguments: SchemaCase.all)
  func `a schema allows what it should and nothing else`(_ one: SchemaCase) throws {
    let schema = try compiled(one.schema)
    for value in one.allowed {
      let violation = schema.violation(in: try view(value))
      #expect(violation == nil, "\(value) is allowed by \(one.schema)")
    }
    for value in one.refused {
      #expect(schema.violation(in: try view(value)) != nil, "\(value) is refused by \(one.schema)")
    }
  }

  @Test func `the table is as long as it should be`() {
    #expect(SchemaCase.all.reduce(0) { $0 + $1.allowed.count + $1.refused.count } >= 300)
    #expect(SchemaCase.all.filter { $0.refused.isEmpty }.count < 12)
  }

  @Test(arguments: SchemaCase.all)
  func `a value inside another one is judged the same`(_ one: SchemaCase) throws {
    // References lead to the root, which is another one here.
    guard !one.schema.contains("$ref") else { return }
    let schema = try compiled(#"{"properties":{"p":{"items":\#(one.schema)}}}"#)
    for value in one.allowed { #expect(schema.violation(in: try view(#"{"p":[\#(value)]}"#)) == nil) }
    for value in one.refused {
      let violation = schema.violation(in: try view(#"{"x":0,"p" : [ \#(value) ] }"#))
      #expect(violation?.place.hasPrefix("$.p[0]") == true, "\(value) under \(one.schema)")
    }
  }

  /// What differs from implementations that compute with doubles.
  @Test(arguments: [
    (#"{"multipleOf":0.1}"#, "0.3", true), (#"{"multipleOf":0.01}"#, "4.35", true),
    (#"{"multipleOf":0.1}"#, "0.35", false), (#"{"multipleOf":7}"#, "7e300", true),
    (#"{"multipleOf":7}"#, "1e300", false), (#"{"type":"integer"}"#, "1e400", true),
    (#"{"type":"integer"}"#, "1e-400", false), (#"{"maximum":9007199254740992}"#, "9007199254740993.0", false),
    (#"{"exclusiveMinimum":0}"#, "1e-400", true), (#"{"enum":[9007199254740993]}"#, "9007199254740992", false),
    (#"{"enum":[9007199254740993]}"#, "9007199254740993.0", true), (#"{"uniqueItems":true}"#, "[1e400,1e401]", true),
    (#"{"maximum":1e300}"#, "1e999", false),
  ])
  func `numbers are compared exactly`(_ schema: String, _ value: String, _ isAllowed: Bool) throws {
    #expect((try compiled(schema).violation(in: view(value)) == nil) == isAllowed)
  }

  @Test(arguments: [
    (
      "date", ["2024-02-29", "0001-01-01", "2026-12-31"],
      ["2023-02-29", "2026-13-01", "2026-1-1", "2026-00-10", "20260101", "2026-01-01T", "2026-01-32", "-026-01-01"]
    ),
    (
      "time", ["12:00:00Z", "23:59:60Z", "00:59:60+01:00", "12:00:00.25-08:30", "12:00:00z"],
      [
        "12:00:00", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "12:00:00.Z", "12:00Z", "12:00:00+24:00",
        "12:00:00+1:00", "12:00:00ZZ",
      ]
    ),
    (
      "date-time", ["2026-01-31T12:00:00Z", "2026-01-31t12:00:00.123+02:00"],
      ["2026-01-31 12:00:00Z", "2026-01-31", "2026-02-30T12:00:00Z", "2026-01-31T12:00:00", "2026-01-31T", ""]
    ),
    (
      "uuid", ["E621E1F8-C36C-495A-93FC-0C247A3E6E5F", "00000000-0000-0000-0000-000000000000"],
      [
        "E621E1F8C36C495A93FC0C247A3E6E5F", "g621E1F8-C36C-495A-93FC-0C247A3E6E5F",
        "E621E1F8-C36C-495A-93FC-0C247A3E6E5", "",
      ]
    ),
    (
      "email", ["a@b.c", "first.last+tag@example.com", "jörg@münchen.example"],
      ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@.b", "a@b.", "ab"]
    ),
    (
      "ipv4", ["127.0.0.1", "255.255.255.255", "0.0.0.0"],
      ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.", "a.b.c.d", "1..2.3", "0x7f.0.0.1"]
    ),
    (
      "ipv6",
      [
        "::", "::1", "1::", "2001:db8::ff00:42:8329", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7::",
      ],
      [
        ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::", "12345::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3", "g::", "fe80::1%eth0",
      ]
    ),
    (
      "uri", ["https://example.com/a?b=c#d", "urn:isbn:0451450523", "mailto:a@b.c", "file:///x%20y"],
      [
        "", "example.com", "//example.com", "http://a b", ":x", "1http:x", "http://a/%zz", "http://a/<b>", "http://é",
        "http://a\\b",
      ]
    ),
  ])
  func `a format that is known is checked`(_ format: String, _ allowed: [String], _ refused: [String]) throws {
    let schema = try compiled(#"{"format":"\#(format)"}"#)
    for text in allowed {
      #expect(schema.violation(in: try view(JSONValue.string(text).serialized())) == nil, "\(text)")
    }
    for text in refused {
      #expect(schema.violation(in: try view(JSONValue.string(text).serialized())) != nil, "\(text)")
    }
    #expect(schema.violation(in: try view("1")) == nil)
  }

  @Test func `a pattern sees scalars, ASCII digits and the very end`() throws {
    #expect(try compiled(#"{"pattern":"^.$"}"#).violation(in: view("\"e\u{301}\"")) != nil)
    #expect(try compiled(#"{"pattern":"^..$"}"#).violation(in: view("\"e\u{301}\"")) == nil)
    #expect(try compiled(#"{"pattern":"\\d"}"#).violation(in: view("\"\u{663}\"")) != nil)
    #expect(try compiled(#"{"pattern":"^\\w+$"}"#).violation(in: view("\"caf\u{e9}\"")) != nil)
    #expect(try compiled(#"{"pattern":"^[a-z]+$"}"#).violation(in: view(#""abc\n""#)) != nil)
    #expect(try compiled(#"{"pattern":"\\p{L}"}"#).violation(in: view("\"\u{e9}\"")) == nil)
  }

  @Test func `one schema checks values on many threads`() async throws {
    let schema = try compiled(#"{"properties":{"id":{"pattern":"^[a-f]{3}\\d$"}},"required":["id"]}"#)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let good = JSONView(copying: #"{"id":"abc\#(number % 10)"}"#)
          let bad = JSONView(copying: #"{"id":"abx\#(number)"}"#)
          return good.map { schema.violation(in: $0) == nil } == true
            && bad.map { schema.violation(in: $0) != nil } == true
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}

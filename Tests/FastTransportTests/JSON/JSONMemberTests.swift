import Testing

@testable import FastTransport

private func node(_ text: String) throws -> JSONNode { try #require(JSONNode(copying: Array(text.utf8))) }

/// Objects with members enough for the table, and few enough to be searched.
private let sizes = [0, 1, 3, 16, 17, 100, 1000]

@Suite struct JSONNamesTests {
  @Test(arguments: sizes)
  func `each name is found and no other`(count: Int) throws {
    let names = (0..<count).map { "name\($0)" }
    let table = JSONNames(names)
    #expect(table.count == count)
    for (number, name) in names.enumerated() { #expect(try node("\"\(name)\"").index(in: table) == number) }
    for other in ["name", "nam", "name1000", "xname0", ""] { #expect(try node("\"\(other)\"").index(in: table) == -1) }
  }

  @Test func `names are compared by their bytes with escapes resolved`() throws {
    let table = JSONNames(["a", "", "a", "caf\u{e9}", "a\"b", "\u{FFFD}"])
    #expect(try node(#""a""#).index(in: table) == 0)
    #expect(try node(#""\u0061""#).index(in: table) == 0)
    #expect(try node(#""""#).index(in: table) == 1)
    #expect(try node(#""café""#).index(in: table) == 3)
    #expect(try node(#""cafe\u0301""#).index(in: table) == -1)
    #expect(try node(#""a\"b""#).index(in: table) == 4)
    #expect(try node(#""\ud800""#).index(in: table) == 5)
    #expect(try node(#""\x""#).index(in: table) == nil)
    #expect(try node("1").index(in: table) == nil)
  }
}

@Suite struct JSONMemberScanTests {
  private func steps(_ text: String, _ names: [String]) throws -> [JSONMemberScan.Step] {
    let table = JSONNames(names)
    var scan = JSONMemberScan(try node(text))
    var steps: [JSONMemberScan.Step] = []
    repeat { steps.append(scan.next(table)) } while steps.last != .end && steps.last != .broken
    return steps
  }

  @Test func `members are named in order`() throws {
    #expect(try steps(#"{"b":[1,{"a":2}],"x":{},"a":1}"#, ["a", "b"]) == [.name(1), .other, .name(0), .end])
    #expect(try steps("{}", ["a"]) == [.end])
    #expect(try steps(" { } ", []) == [.end])
  }

  @Test(arguments: [
    "", "[]", "1", "{", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1]"#, #"{"a":1,"#, #"{"a":1,}"#, #"{"a" 1}"#, "{1:1}",
    #"{"a":}"#, #"{"a":,"b":1}"#, #"{"a":1 "b":2}"#, #"{"\x":1}"#, #"{"a":[1}"#, #"{"a":1 2}"#,
  ])
  func `a broken object is told from one that ends`(_ text: String) throws {
    #expect(try steps(text, ["a"]).last == .broken)
  }

  @Test func `the key and its value are those of the step`() throws {
    var scan = JSONMemberScan(try node(#"{"\u0061":1,"é":2,"a":3,"c":4}"#))
    let names = JSONNames(["a"])
    #expect(scan.keyText == nil && !scan.isKeyPlain && !scan.isReplaced)
    #expect(scan.next(names) == .name(0))
    #expect(scan.value.int == 1 && scan.keyText == "a" && !scan.isKeyPlain && scan.isReplaced)
    let first = scan.member
    #expect(scan.next(names) == .other)
    #expect(scan.value.int == 2 && scan.keyText == "é" && !scan.isKeyPlain && !scan.isReplaced)
    #expect(scan.next(names) == .name(0))
    #expect(scan.value.int == 3 && scan.isKeyPlain && !scan.isReplaced && scan.member != first)
    #expect(JSONMemberScan.replacedMembers(of: try node(#"{"\u0061":1,"é":2,"a":3,"c":4}"#)) == [first])
    #expect(JSONMemberScan.replacedMembers(of: try node("[]")) == [])
  }
}

@Suite struct JSONMemberListTests {
  @Test(arguments: sizes)
  func `each member is found, of equal keys the last`(count: Int) throws {
    let twice = (0..<(2 * count)).map { #""key\#($0 % max(count, 1))":\#($0)"# }
    let list = try #require(JSONMemberList(try node("{" + twice.joined(separator: ",") + "}")))
    for number in 0..<count { #expect(list["key\(number)"]?.int == count + number) }
    #expect(list["key"] == nil && list["key\(count)"] == nil)
    #expect(list.names == (0..<count).map { "key\($0)" })
  }

  @Test func `keys are the same when their bytes are`() throws {
    let list = try #require(JSONMemberList(try node(#"{"caf\u00e9":1,"cafe\u0301":2,"caf\u00E9":3}"#)))
    #expect(list["caf\u{e9}"]?.int == 3 && list["cafe\u{301}"]?.int == 2)
    #expect(list.names.map { Array($0.unicodeScalars).count } == [4, 5])
    let many = (0..<40).map { #""k\#($0)":0"# }.joined(separator: ",")
    let large = try #require(JSONMemberList(try node("{\"e\u{301}\":1,\"\u{e9}\":2,\(many)}")))
    #expect(large["e\u{301}"]?.int == 1 && large["\u{e9}"]?.int == 2 && large.names.count == 42)
  }

  @Test(arguments: ["", "[]", "null", "{", #"{"a":1"#, #"{"a":1,}"#, #"{"\x":1}"#, #"{"a":1,"b":}"#])
  func `there is no list of what is no whole object`(_ text: String) throws {
    #expect(JSONMemberList(try node(text)) == nil)
  }
}

@Suite struct JSONItemListTests {
  @Test func `elements are found at random`() throws {
    let list = try #require(JSONItemList(try node(#"[1,[2,3],{"a":[4]},"x",null]"#)))
    #expect(list.count == 5 && list[0].int == 1 && list[1][1]?.int == 3 && list[3].string == "x" && list[4].isNull)
    #expect(try #require(JSONItemList(try node(" [ ] "))).isEmpty)
  }

  @Test(arguments: ["", "{}", "1", "[", "[1", "[1,", "[1 2]", "[1}", #"["a"x]"#])
  func `there is no list of what is no whole array`(_ text: String) throws {
    #expect(JSONItemList(try node(text)) == nil)
  }
}

@Suite struct JSONNodeNumbersTests {
  @Test func `an integer may be written with a point or an exponent`() throws {
    #expect(try node("1e3").integer(as: Int.self) == 1000)
    #expect(try node("1.0").integer(as: UInt8.self) == 1)
    #expect(try node("300").integer(as: UInt8.self) == nil)
    #expect(try node("18446744073709551615").integer(as: UInt64.self) == .max)
    #expect(try node("1.5").integer(as: Int.self) == nil)
    #expect(try node("\"1\"").integer(as: Int.self) == nil)
  }

  @Test func `scalars are counted with escapes resolved`() throws {
    #expect(try node(#""""#).scalarCount == 0)
    #expect(try node(#""aé漢😀""#).scalarCount == 4)
    #expect(try node(#""\u00e9\ud83d\ude00\n\ud800""#).scalarCount == 4)
    #expect(try node(#""👨‍👩‍👧""#).scalarCount == 5)
    #expect(try node(#""\x""#).scalarCount == nil)
    #expect(try node("1").scalarCount == nil)
  }

  @Test func `a number and a string are whole or not`() throws {
    #expect(try node("-1.5e9").isNumber && node("123456789012345678901234567890").isNumber)
    #expect(try !node("1x").isNumber && !node("01").isNumber && !node("-").isNumber && !node("\"1\"").isNumber)
    #expect(try node(#""a\n""#).isReadableString && node(#""""#).isReadableString)
    #expect(try !node(#""\x""#).isReadableString && !node("1").isReadableString)
  }

  @Test func `the beginning of a value is cut between scalars`() throws {
    let value = try node(#"  "aé漢😀"  "#)
    #expect(try #require(value.rawText(upTo: 100)) == (#""aé漢😀""#, true))
    #expect(try #require(value.rawText(upTo: 3)) == (#""a"#, false))
    #expect(try #require(value.rawText(upTo: 4)) == (#""aé"#, false))
    #expect(try #require(value.rawText(upTo: 0)) == ("", false))
    #expect(try node("[").rawText(upTo: 10) == nil)
  }
}

import Testing

@testable import FastTransport

@Suite struct FieldScanTests {
  private static let keys: [StaticString] = ["title", "cwd", "t"]

  private func scan(_ text: String, until stop: [Int] = []) -> (first: [String?], last: [String?]) {
    let bytes = Array(text.utf8)
    var scan = FieldScan(Self.keys)
    scan.run(over: bytes.span, until: stop)
    func value(_ range: Range<Int>?) -> String? { range.map { FieldScan.text($0, of: bytes.span) } }
    return (Self.keys.indices.map { value(scan.first($0)) }, Self.keys.indices.map { value(scan.last($0)) })
  }

  @Test func `The first and the last value of each key are found at any depth`() {
    let found = scan(#"{"cwd":"/a","x":{"title":"one"}}"# + "\n" + #"{"title":"two","cwd":"/b","t":""}"#)
    #expect(found.first == ["one", "/a", ""])
    #expect(found.last == ["two", "/b", ""])
  }

  @Test func `With a blank behind the colon the first goes behind, the last goes before`() {
    let found = scan(#"{"title": "spaced"}{"title":"plain"}"#)
    #expect(found.first[0] == "plain")
    #expect(found.last[0] == "spaced")
    #expect(scan(#"{"title": "spaced"}"#).first[0] == "spaced")
    #expect(scan(#"{"title":  "two blanks"}"#).first[0] == nil)
  }

  @Test func `Escapes are undone when they are good, and left when they are not`() {
    #expect(scan(#"{"title":"a\"b\\c\u00e4\n"}"#).first[0] == "a\"b\\c\u{e4}\n")
    #expect(scan(#"{"title":"a\qb"}"#).first[0] == #"a\qb"#)
    #expect(scan("{\"title\":\"a\\\"b\u{1}\"}").first[0] == "a\\\"b\u{1}")
    #expect(scan("{\"title\":\"a\u{1}\"}").first[0] == "a\u{1}")
  }

  @Test func `A value without an end is none: the one before it is the last, and there is no first`() {
    let found = scan(#"{"title":"one"}{"title":"tw"#)
    #expect(found.last[0] == "one")
    #expect(scan(#"{"title":"on"#).first[0] == nil)
    #expect(scan(#"{"title":"on\"#).first[0] == nil)
    #expect(scan(#"{"title":"on\""#).first[0] == nil)
  }

  @Test func `What looks like a key inside its own value is none`() {
    #expect(scan(#"{"title":"\"title":"x"}"#).last[0] == #""title"#)
    #expect(scan(#"{"title":"say \"title\":\"no\""}"#).last[0] == #"say "title":"no""#)
  }

  @Test func `Other keys, numbers and keys that only end alike are passed over`() {
    #expect(scan(#"{"subtitle":"x","title":1,"title":null,"xcwd":"y","t":true}"#).last == [nil, nil, nil])
    #expect(scan(#"title":"x"#).first[0] == nil)
    #expect(scan("").first[0] == nil)
    #expect(scan(":\"x\"").first[0] == nil)
  }

  @Test func `A text is searched alike wherever it begins and ends`() {
    let text = Array(#"{"a":"b","title":"one \" two","cwd": "/x","n":[1,"y"],"t":"z"}"#.utf8)
    for shift in 0..<40 {
      let bytes = Array(repeating: UInt8(ascii: " "), count: shift) + text
      for end in 0...bytes.count {
        let part = Array(bytes[..<end])
        var scan = FieldScan(Self.keys)
        scan.run(over: part.span)
        #expect((scan.first(0) != nil) == (end >= shift + 29))
        #expect((scan.first(1) != nil) == (end >= shift + 41))
        #expect((scan.last(2) != nil) == (end >= shift + text.count - 1))
      }
    }
  }

  @Test func `A search for first values ends when it has them`() {
    let bytes = Array(#"{"title":"one","cwd":"/a","t":"late"}"#.utf8)
    var scan = FieldScan(Self.keys)
    scan.run(over: bytes.span, until: [0, 1])
    #expect(scan.first(1) != nil)
    #expect(scan.first(2) == nil)
  }
}

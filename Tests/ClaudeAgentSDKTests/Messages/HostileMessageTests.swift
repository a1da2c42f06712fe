import ClaudeAgentSDK
import Foundation
import Testing

/// Lines with every field that a face knows, one for each type, subtype, event and block.
enum Exemplars {
  static let lines: [String] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/messages/exemplars.ndjson")
    return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }()
}

/// Whatever stands where a field should be, every property can be read.
@Suite struct HostileMessageTests {
  @Test func `there is a line for every type`() throws {
    let types = try Exemplars.lines.map { try JSONValue(parsing: $0)["type"]?.string ?? "" }
    for kind in MessageKind.allCases where !kind.isControl {
      #expect(types.contains(kind.wireName), "\(kind.wireName)")
    }
  }

  @Test(arguments: Exemplars.lines)
  func `every field may be of every other kind`(_ line: String) throws {
    let whole = try JSONValue(parsing: line)
    ReadEverything.read(Message(json: try view(whole)))
    for path in paths(in: whole) {
      for replacement in Self.replacements {
        let changed = Self.replacing(whole, at: path[...], by: replacement)
        let message = Message(json: try view(changed))
        ReadEverything.read(message)
        _ = WireProjection.record(line: 0, message.json)
        if message.json.value != changed { Issue.record("\(path) is lost") }
      }
    }
  }

  @Test(arguments: Exemplars.lines)
  func `a line may end anywhere`(_ line: String) throws {
    let bytes = Array(line.utf8)
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
      let view = try #require(JSONView(copying: bytes[..<count]))
      let message = Message(json: view)
      ReadEverything.read(message)
      guard case .malformed(let malformed) = message else {
        Issue.record("cut at \(count) is not malformed")
        continue
      }
      #expect(malformed.byteCount == count)
      // The reading loop's tag does not check the line; reading it must be safe all the same.
      for kind in MessageKind.allCases { ReadEverything.read(Message(node: view.node, kind: kind)) }
    }
  }

  private static let replacements: [JSONValue] = [
    .null, 7, 1.5e300, .integer(.min), .bigInteger(JSONBigInteger("99999999999999999999999")!), "", [], [1, [], "x"],
    ["type": "text", "text": 5],
  ]

  private func view(_ value: JSONValue) throws -> JSONView { try #require(JSONView(copying: value.serialized())) }

  private enum Step {
    case key(String)
    case index(Int)
  }

  /// The ways to every value inside `value`, itself left out.
  private func paths(in value: JSONValue) -> [[Step]] {
    switch value {
    case .object(let members):
      members.flatMap { key, value in [[.key(key)]] + paths(in: value).map { [.key(key)] + $0 } }
    case .array(let elements):
      elements.enumerated().flatMap { index, value in [[.index(index)]] + paths(in: value).map { [.index(index)] + $0 }
      }
    default: []
    }
  }

  private static func replacing(_ value: JSONValue, at path: ArraySlice<Step>, by new: JSONValue) -> JSONValue {
    guard let step = path.first else { return new }
    switch (value, step) {
    case (.object(var members), .key(let key)):
      members[key] = replacing(members[key] ?? .null, at: path.dropFirst(), by: new)
      return .object(members)
    case (.array(var elements), .index(let index)):
      elements[index] = replacing(elements[index], at: path.dropFirst(), by: new)
      return .array(elements)
    default: return value
    }
  }
}

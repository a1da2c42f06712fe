import ClaudeAgentSDK
import ClaudeAgentTestKit
import Foundation
import Testing

/// Answers of the CLI to control requests, and a way to have a client get them.
struct ControlFixture: Sendable, CustomTestStringConvertible {
  struct Missing: Error { let subtype: String }

  let request: JSONObject
  let answer: JSONObject

  var subtype: String { request["subtype"]?.string ?? "" }
  var response: JSONObject { answer["response"]?.object ?? [:] }
  var testDescription: String { JSONValue.object(request).serialized() }

  /// What the real CLI has answered; texts and lists are shortened, paths replaced.
  static let recorded = load("answers")
  /// Answers with the fields that the recorded ones do not have. Made up.
  static let madeUp = load("exemplars")

  private static func load(_ name: String) -> [ControlFixture] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Fixtures/control/\(name).ndjson")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
    return lines.compactMap { line in
      guard let json = try? JSONValue(parsing: String(line)), let request = json["request"]?.object,
        let answer = json["answer"]?.object
      else { return nil }
      return ControlFixture(request: request, answer: answer)
    }
  }

  /// The payload of the first answer to such a request.
  ///
  /// - Parameters:
  ///   - subtype: What was asked for.
  ///   - fields: What the request must say besides.
  ///   - fixtures: Where to look.
  static func response(
    _ subtype: String, _ fields: JSONObject = [:], in fixtures: [ControlFixture] = recorded
  ) throws -> JSONObject {
    let found = fixtures.first { fixture in
      fixture.subtype == subtype && fields.allSatisfy { fixture.request[$0.key] == $0.value }
    }
    guard let found else { throw Missing(subtype: subtype) }
    return found.response
  }

  /// The same as a view.
  static func view(
    _ subtype: String, _ fields: JSONObject = [:], in fixtures: [ControlFixture] = recorded
  ) throws -> JSONView {
    try #require(JSONView(copying: response(subtype, fields, in: fixtures).serialized()))
  }
}

/// A client over a script.
enum ControlScript {
  /// Lets a client ask, over a script that answers one request.
  ///
  /// - Parameters:
  ///   - subtype: The request that is answered.
  ///   - answer: The step that answers it.
  ///   - body: Asks.
  /// - Returns: The request as it was written, and what the body has returned or thrown.
  static func run<Value: Sendable>(
    _ subtype: String, _ answer: Script.Step, _ body: (ClaudeClient) async throws -> Value
  ) async throws -> (request: JSONValue, outcome: Result<Value, any Error>) {
    let provider = ScriptedTransportProvider([
      .answerInitialize, .awaitLine(containing: #""subtype":"\#(subtype)""#), answer, .awaitEndOfInput,
    ])
    let outcome: Result<Value, any Error> = try await withClaudeClient(transport: provider) { client in
      do { return .success(try await body(client)) } catch { return .failure(error) }
    }
    let lines = try #require(provider.transports.first).sentLines
    let line = try #require(lines.last { $0.contains(#""subtype":"\#(subtype)""#) })
    return (try JSONValue(parsing: line)["request"] ?? .null, outcome)
  }

  /// Lets a client ask, and gives what it got.
  static func ask<Value: Sendable>(
    _ subtype: String, _ payload: JSONObject, _ body: (ClaudeClient) async throws -> Value
  ) async throws -> Value {
    try await run(subtype, .answer(payload), body).outcome.get()
  }
}

extension JSONValue {
  /// The value with one part of it replaced, for each part.
  ///
  /// - Parameter new: What stands in the place of the part.
  func variants(replacing new: JSONValue) -> [JSONValue] {
    switch self {
    case .object(let members):
      members.flatMap { key, value in
        ([new] + value.variants(replacing: new)).map { part in
          var copy = members
          copy[key] = part
          return .object(copy)
        }
      }
    case .array(let elements):
      elements.indices.flatMap { index in
        ([new] + elements[index].variants(replacing: new)).map { part in
          var copy = elements
          copy[index] = part
          return .array(copy)
        }
      }
    default: []
    }
  }
}

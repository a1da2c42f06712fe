import FastTransport
import Testing

@testable import ClaudeAgentSDK
@testable import ClaudeAgentTestKit

/// What is the same for all requests: unknown ones, broken ones, repeated ones, the end.
@Suite(.timeLimit(.minutes(5))) struct RouterTests {
  private struct Trouble: Error, CustomStringConvertible { var description: String { "trouble" } }

  private let question = #"{"subtype":"elicitation","mcp_server_name":"s","message":"m"}"#
  private let dialog = #"{"subtype":"request_user_dialog","dialog_kind":"k","payload":{"x":1}}"#

  // MARK: Questions to the user

  @Test(
    arguments: [
      (.accept(content: ["name": "x"]), #"{"action":"accept","content":{"name":"x"}}"#),
      (.accept(content: [:]), #"{"action":"accept","content":{}}"#), (.decline, #"{"action":"decline"}"#),
      (.cancel, #"{"action":"cancel"}"#),
    ] as [(ElicitationAnswer, String)])
  func `an elicitation is answered`(answer: ElicitationAnswer, payload: String) async throws {
    let bench = try RouterBench {
      $0.onElicitation = ElicitationCallback { request in
        #expect(request.serverName == "s" && request.message == "m")
        await Task.yield()
        return answer
      }
    }
    try await bench.ask("e", question)
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("e", payload)])
  }

  @Test func `an elicitation that nobody answers, or that fails, is declined`() async throws {
    let nobody = try RouterBench()
    try await nobody.ask("e", question)
    #expect(nobody.sent.all == [RouterBench.success("e", #"{"action":"decline"}"#)])
    #expect(nobody.recorder.unsupported == [])
    let failing = try RouterBench { $0.onElicitation = ElicitationCallback { _ in throw Trouble() } }
    try await failing.ask("e", question)
    #expect(failing.sent.all == [RouterBench.success("e", #"{"action":"decline"}"#)])
    #expect(failing.recorder.callbackFailures == ["onElicitation"])
  }

  @Test(
    arguments: [
      (.completed(["choice": 2]), #"{"behavior":"completed","result":{"choice":2}}"#),
      (.completed(.null), #"{"behavior":"completed","result":null}"#), (.cancelled, #"{"behavior":"cancelled"}"#),
    ] as [(UserDialogAnswer, String)])
  func `a dialog is answered`(answer: UserDialogAnswer, payload: String) async throws {
    let bench = try RouterBench {
      $0.onUserDialog = UserDialogCallback { request in
        #expect(request.dialogKind == "k" && request.payload?.rawText == #"{"x":1}"#)
        return answer
      }
    }
    try await bench.ask("d", dialog)
    #expect(bench.sent.all == [RouterBench.success("d", payload)])
  }

  @Test func `a dialog that nobody shows is an error, one that fails is closed`() async throws {
    let nobody = try RouterBench()
    try await nobody.ask("d", dialog)
    #expect(nobody.sent.all == [RouterBench.failure("d", "Unsupported control request subtype: request_user_dialog")])
    #expect(nobody.recorder.unsupported == ["request_user_dialog"])
    let failing = try RouterBench { $0.onUserDialog = UserDialogCallback { _ in throw Trouble() } }
    try await failing.ask("d", dialog)
    #expect(failing.sent.all == [RouterBench.success("d", #"{"behavior":"cancelled"}"#)])
    #expect(failing.recorder.callbackFailures == ["onUserDialog"])
  }

  // MARK: Unknown and broken requests

  @Test(
    arguments: [
      (#"{"subtype":"frobnicate"}"#, "frobnicate"), (#"{"subtype":""}"#, ""), (#"{"subtype":7}"#, ""), ("{}", ""),
      ("null", ""), ("[]", ""), (#""can_use_tool""#, ""), (#"{"subtype":"Can_use_tool"}"#, "Can_use_tool"),
      (#"{"subtype":"a\n\"b\""}"#, #"a\n\"b\""#),
    ])
  func `what is not known is an error that names it`(body: String, subtype: String) async throws {
    let bench = try RouterBench()
    try await bench.ask("r", body)
    #expect(bench.sent.all == [RouterBench.failure("r", "Unsupported control request subtype: \(subtype)")])
  }

  @Test func `a subtype may be written with escapes`() async throws {
    let bench = try RouterBench()
    try await bench.ask("e", #"{"subtype":"elici\u0074ation"}"#)
    #expect(bench.sent.all == [RouterBench.success("e", #"{"action":"decline"}"#)])
  }

  @Test func `a request without a body is an error, one without an id cannot be answered`() async throws {
    let bench = try RouterBench()
    try await bench.receive(line: #"{"type":"control_request","request_id":"r"}"#)
    for line in [
      #"{"type":"control_request","request":{"subtype":"x"}}"#, #"{"request_id":7,"request":{}}"#,
      #"{"request_id":null,"request":{}}"#, "{}", "[]", "7",
    ] { try await bench.receive(line: line) }
    #expect(bench.sent.all == [RouterBench.failure("r", "The request has no body")])
    #expect(bench.recorder.unanswerable == 7)
  }

  @Test(arguments: ["", " ", #"\""#, #"\\"#, #"a\nb"#, #"\u0000"#, "é", "日本", "req_1_0"])
  func `an id comes back as it means`(id: String) async throws {
    let bench = try RouterBench()
    try await bench.ask(id, #"{"subtype":"elicitation"}"#)
    #expect(bench.sent.all == [RouterBench.success(id, #"{"action":"decline"}"#)])
  }

  @Test func `the same id twice while the first is served is one answer`() async throws {
    let gate = Gate()
    let bench = try RouterBench {
      $0.onElicitation = ElicitationCallback { _ in
        await gate.pass("ask")
        return .cancel
      }
    }
    try await bench.ask("e", question)
    try await bench.ask("e", question)
    try await bench.ask("e", #"{"subtype":"frobnicate"}"#)
    #expect(bench.recorder.repeated == ["e", "e"])
    await gate.open("ask")
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("e", #"{"action":"cancel"}"#)])
    // The id is free again.
    try await bench.ask("e", question)
    #expect(await bench.sent.wait(for: 2).count == 2)
    #expect(await gate.arrived.count == 2)
  }
}

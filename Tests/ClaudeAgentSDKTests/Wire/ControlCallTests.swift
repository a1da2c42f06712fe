import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// What becomes of the host's own requests.
@Suite(.timeLimit(.minutes(5))) struct ControlCallTests {
  /// The answer as JSON text, or the error.
  private func ask(
    _ scripted: ScriptedConnection, _ subtype: String, timeout: Duration = .seconds(60)
  ) -> Task<Result<String, ClaudeAgentError>, Never> {
    Task { [connection = scripted.connection] in
      do throws(ClaudeAgentError) {
        return .success(try await connection.call(subtype, timeout: timeout).rawText ?? "broken")
      } catch {
        return .failure(error)
      }
    }
  }

  /// One call, with the script's own words as the answer; `ID` stands for its id.
  private func answer(_ line: String) async throws -> Result<String, ClaudeAgentError> {
    let scripted = try ScriptedConnection([
      .awaitLine(containing: "probe"), .line(line.replacing("ID", with: "req_1_0")), .stall,
    ])
    try await scripted.connection.start()
    let result = await ask(scripted, "probe").value
    #expect(scripted.clock.pendingCount == 0)
    await scripted.connection.close()
    return result
  }

  private func response(_ fields: String) -> String { #"{"type":"control_response","response":{\#(fields)}}"# }

  // MARK: Forms of answers

  @Test(
    arguments: [
      #""subtype":"success","request_id":"ID","response":{"a":[1,{"b":"\u00e9"}]}"#,
      #""response":{"a":[1,{"b":"\u00e9"}]},"request_id":"ID","subtype":"success","error":"none""#,
      #""request_id":"ID","response":{"a":[1,{"b":"\u00e9"}]}"#,
      #""subtype":"from_the_future","request_id":"ID","response":{"a":[1,{"b":"\u00e9"}]}"#,
      #""subtype":5,"request_id":"\u0049\u0044","request_id":"ID","response":{"a":[1,{"b":"\u00e9"}]}"#,
    ])
  func `an answer's payload comes as it was written`(fields: String) async throws {
    #expect(try await answer(response(fields)).get() == #"{"a":[1,{"b":"\u00e9"}]}"#)
  }

  @Test(arguments: ["", #","response":null"#, #","response":"text""#, #","response":[1]"#, #","response":7"#])
  func `an answer without an object is an empty object`(field: String) async throws {
    #expect(try await answer(response(#""subtype":"success","request_id":"ID"\#(field)"#)).get() == "{}")
  }

  @Test(
    arguments: [
      (#","error":"No such \"mode\""}"#, #"No such "mode""#), ("}", "Unknown error"),
      (#","error":null}"#, "Unknown error"),
      (#","error":{"message":"x"}}"#, "Unknown error"), (#","error":""}"#, ""),
    ])
  func `an error gives the CLI's words`(rest: String, words: String) async throws {
    let line = #"{"type":"control_response","response":{"subtype":"error","request_id":"ID"\#(rest)}"#
    guard case .failure(let error) = try await answer(line) else {
      Issue.record("no error")
      return
    }
    #expect(error.code == .controlRequestFailed)
    #expect(error.detail == "The CLI refused the control request probe: \(words)")
  }

  @Test func `a line that answers nobody is passed over`() async throws {
    var steps: [Script.Step] = [.awaitLine(containing: "probe")]
    let strays = [
      #"{"type":"control_response"}"#, #"{"type":"control_response","response":null}"#,
      #"{"type":"control_response","response":"req_1_0"}"#, #"{"type":"control_response","response":[]}"#,
      #"{"type":"control_response","request_id":"req_1_0","response":{"subtype":"success"}}"#,
      response(#""subtype":"success","request_id":1"#), response(#""subtype":"success","request_id":null"#),
      response(#""subtype":"success","request_id":"req_1_1""#), response(#""subtype":"error","request_id":"req_2_0""#),
      response(#""subtype":"success","request_id":["req_1_0"]"#),
      response(#""subtype":"success","request_id":"req_-1_-1","response":{"wrong":1}"#),
    ]
    steps += strays.map { .line($0) }
    steps += [.answer(["right": true]), .stall]
    let scripted = try ScriptedConnection(Script(steps))
    try await scripted.connection.start()
    #expect(try await ask(scripted, "probe").value.get() == #"{"right":true}"#)
    await scripted.connection.close()
    #expect(await scripted.rest() == [])
  }

  @Test func `a second answer to one call is not the next call's`() async throws {
    let scripted = try ScriptedConnection([
      .awaitLine(containing: "first"), .answer(["n": 1]), .answer(["n": 2]), .awaitLine(containing: "second"),
      .line(response(#""subtype":"success","request_id":"req_1_0","response":{"n":3}"#)), .answer(["n": 4]), .stall,
    ])
    try await scripted.connection.start()
    #expect(try await ask(scripted, "first").value.get() == #"{"n":1}"#)
    #expect(try await ask(scripted, "second").value.get() == #"{"n":4}"#)
    await scripted.connection.close()
  }

  @Test func `answers may overtake each other`() async throws {
    let scripted = try ScriptedConnection([
      .awaitLine(containing: "older"), .awaitLine(containing: "younger"), .answer(["of": "younger"]),
      .line(response(#""subtype":"success","request_id":"req_1_0","response":{"of":"older"}"#)), .stall,
    ])
    try await scripted.connection.start()
    let older = ask(scripted, "older")
    #expect(await scripted.untilSent("older"))
    let younger = ask(scripted, "younger")
    #expect(try await younger.value.get() == #"{"of":"younger"}"#)
    #expect(try await older.value.get() == #"{"of":"older"}"#)
    #expect(
      scripted.transport.sentLines == [
        #"{"type":"control_request","request_id":"req_1_0","request":{"subtype":"older"}}"#,
        #"{"type":"control_request","request_id":"req_2_1","request":{"subtype":"younger"}}"#,
      ])
    await scripted.connection.close()
  }

  @Test func `an answer outlives the read it came in`() async throws {
    let scripted = try ScriptedConnection([
      .awaitLine(containing: "probe"), .answer(["keep": "me"]),
      .line(#"{"type":"a","b":"\#(String(repeating: "x", count: 200_000))"}"#),
      .exit(0),
    ])
    try await scripted.connection.start()
    let answer = try await scripted.connection.call("probe", timeout: .seconds(60))
    #expect(await scripted.rest() == ["a"])
    #expect(answer.rawText == #"{"keep":"me"}"#)
  }

  // MARK: Requests that come with an answer

  @Test func `requests that waited come along with an answer`() async throws {
    let permission =
      #"{"type":"control_request","request_id":"p1","request":{"subtype":"can_use_tool","tool_name":"T","input":{"x":1}}}"#
    let dialog =
      #"{"type":"control_request","request_id":"d1","request":{"subtype":"request_user_dialog","dialog_kind":"k"}}"#
    var table = HandlerTable()
    table.canUseTool = PermissionCallback { _ in .allow() }
    table.onUserDialog = UserDialogCallback { _ in .completed("yes") }
    let scripted = try ScriptedConnection(
      [
        .awaitLine(containing: "attach"),
        .line(
          response(
            #""subtype":"success","request_id":"req_1_0","response":{},"pending_permission_requests":[7,null,{},\#(permission)],"#
              + #""pending_user_dialog_requests":[\#(dialog)]"#)),
        .awaitAnswer(to: "d1"), .exit(0),
      ], handlers: table)
    try await scripted.connection.start()
    #expect(try await ask(scripted, "attach").value.get() == "{}")
    #expect(await scripted.rest() == [])
    #expect(
      scripted.answers == [
        ["subtype": "success", "request_id": "p1", "response": ["behavior": "allow", "updatedInput": ["x": 1]]],
        ["subtype": "success", "request_id": "d1", "response": ["behavior": "completed", "result": "yes"]],
      ])
  }
}

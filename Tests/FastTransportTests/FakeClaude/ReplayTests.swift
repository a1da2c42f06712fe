import Foundation
import Testing

@Suite struct ReplayTests {
  /// Two requests that are answered in the other order, with stream lines between them, and an exit code of 1.
  private func recording(
    in folder: FakeClaude.Folder, exit: String = #"{"code": 1, "signal": null}"#, ended: Bool = true
  ) throws {
    _ = try folder.file(
      "stdin.ndjson",
      holding: """
        {"type": "control_request", "request_id": "rec_1", "request": {"subtype": "initialize"}}
        {"type": "user", "message": {"role": "user", "content": "x"}}
        {"type": "control_request", "request_id": "rec_2", "request": {"subtype": "set_model"}}
        {"type": "control_request", "request_id": "rec_3", "request": {"subtype": "interrupt"}}

        """)
    _ = try folder.file(
      "stdout.ndjson",
      holding: """
        {"type":"control_response","response":{"subtype":"success","request_id":"rec_1","response":{"pid":1}}}
        {"type":"system","text":"control_response"}
        {"response":{"request_id":"rec_3","subtype":"success"},"type":"control_response"}
        {"type":"control_response","response":{"subtype":"error","request_id":"rec_2","error":"rec_2"}}
        {"type":"result"}

        """)
    _ = try folder.file("stderr.txt", holding: "some words\n")
    _ = try folder.file("exit.json", holding: exit)
    _ = try folder.file("timeline.ndjson", holding: ended ? "{\"t\": 1, \"dir\": \"in\", \"eof\": true}\n" : "{}\n")
  }

  private func request(_ id: String, _ subtype: String) -> String {
    #"{"type":"control_request","request_id":"\#(id)","request":{"subtype":"\#(subtype)"}}"#
  }

  @Test func `answers carry the ids of the requests that really came`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    try recording(in: folder)
    let outcome = try await FakeClaude.run(
      ["FAKE_REPLAY": folder.url.path],
      input: [request("A", "initialize"), FakeClaude.prompt, request("C", "interrupt"), request("B", "set_model")])
    let ids = outcome.objects.map { ($0["response"] as? [String: Any])?["request_id"] as? String }
    #expect(ids == ["A", nil, "C", "B", nil])
    // Only the id changes; the same text elsewhere in the line stays.
    #expect(
      outcome.lines[3]
        == #"{"type":"control_response","response":{"subtype":"error","request_id":"B","error":"rec_2"}}"#)
    #expect(outcome.errors == "some words\n")
    #expect(outcome.status == 1)
  }

  @Test func `an answer waits for its request and nothing else waits`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    try recording(in: folder)
    let path = folder.url.path
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_REPLAY": path, "FAKE_REPLAY_IDS": "init"])
      fake.send(#"{"type":"control_request","request_id":"mine","request":{"subtype":"initialize"}}"#)
      #expect(fake.line()?.contains(#""request_id":"mine""#) == true)
      // No prompt was sent and no other request.
      let rest = (0..<4).compactMap { _ in fake.line() }
      #expect(rest.count == 4)
      #expect(rest[1].contains("rec_3"))
      #expect(fake.process.isRunning)
      try fake.endInput()
      return fake.status()
    }
    #expect(status == 1)
  }

  @Test(arguments: [1, 2, 3, 7])
  func `split writes do not change the bytes`(size: Int) async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    try recording(in: folder)
    let recorded = try folder.text(of: "stdout.ndjson")
    let environment = [
      "FAKE_REPLAY": folder.url.path, "FAKE_REPLAY_IDS": "none", "FAKE_WRITE_CHUNK": "\(size)",
    ]
    #expect(try await FakeClaude.run(environment).output == recorded)
  }

  @Test func `a recorded signal ends it, without a wait for the input`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    try recording(in: folder, exit: #"{"code": -9, "signal": 9}"#)
    let outcome = try await FakeClaude.run(["FAKE_REPLAY": folder.url.path, "FAKE_REPLAY_IDS": "none"])
    #expect(outcome.status == -9)
    #expect(outcome.lines.count == 5)
  }

  @Test func `one whose host never ended the input does not wait for that`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    try recording(in: folder, ended: false)
    let path = folder.url.path
    let status = try await FakeClaude.onThread {
      try RunningFake(["FAKE_REPLAY": path, "FAKE_REPLAY_IDS": "none"]).status()
    }
    #expect(status == 1)
  }

  @Test func `the runs of a scenario are chosen by number or one after the other`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    for run in 1...3 {
      let path = folder.path("run\(run)")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      try Data("{\"run\":\(run)}\n".utf8).write(to: URL(fileURLWithPath: path + "/stdout.ndjson"))
    }
    let scenario = ["FAKE_REPLAY": folder.url.path]
    #expect(try await FakeClaude.run(scenario).output == "{\"run\":1}\n")
    #expect(try await FakeClaude.run(scenario.merging(["FAKE_REPLAY_RUN": "3"]) { $1 }).output == "{\"run\":3}\n")
    let counted = scenario.merging(["FAKE_REPLAY_STATE": folder.path("count")]) { $1 }
    for run in 1...3 { #expect(try await FakeClaude.run(counted).output == "{\"run\":\(run)}\n") }
    let missing = try await FakeClaude.run(counted)
    #expect(missing.status == 66)
    #expect(missing.errors.contains("no such recording"))
  }
}

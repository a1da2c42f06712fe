import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// The loop and the reader number the frames that may end a turn; they must agree whatever the CLI writes.
@Suite(.timeLimit(.minutes(5))) struct TurnCountTests {
  private static let lines = [
    #"{"type":"result","subtype":"success","result":"r"}"#, #"{"type":"result"}"#, #"{"type":"result","x":tru}"#,
    #"{"type":"result","result":"}"#, #"{"result":1,"type":"result"}"#, #" {"type":"result"} "#,
    #"{"type" : "result"}"#, #"{"type":"res\u0075lt"}"#, #"{"type":"assistant","type":"result"}"#,
    #"{"type":"result","type":"assistant"}"#, #"{"type":"result_"}"#, #"{"type":"Result"}"#, #"{"type":["result"]}"#,
    #"{"type":"command_lifecycle","command_uuid":"a","state":"queued"}"#, #"{"type":"command_lifecycle"}"#,
    #"{"state":"completed","type":"command_lifecycle","command_uuid":"a"}"#, #"{"type":"command_lifecycle","state":}"#,
    #"{"type":"system","subtype":"init"}"#,
    #"{"type":"system","subtype":"session_state_changed","sdk_host_only":true}"#,
    #"{"type":"assistant","message":{"content":[]}}"#, #"{"type":"keep_alive"}"#, #"{"type":"control_response"}"#,
    #"{"type":"control_request","request_id":"r","request":{"subtype":"x"}}"#, #"{"type":"transcript_mirror"}"#,
    #"{"type":"result""#, "result", "", "[]", #"{"type":"user","x":{"type":"result"}}"#,
    #"{"type":"stream_event","event":{"type":"result"}}"#,
  ]

  @Test(arguments: 0..<24) func `loop and reader count the same frames`(seed: UInt64) async throws {
    var random = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    var bytes: [UInt8] = []
    for _ in 0..<400 { bytes += Array(Self.lines[random.below(Self.lines.count)].utf8) + [0x0A] }
    var steps: [Script.Step] = [.stopAnswering]
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(rest.count, 1 + random.below(700))
      steps.append(.bytes(Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
    }
    steps.append(.exit(0))
    let scripted = try ScriptedConnection(Script(steps), purpose: .conversation)
    try await scripted.connection.start()
    var read = 0
    while let batch = await scripted.stream.nextBatch() {
      for index in 0..<batch.count {
        guard let kind = batch.frame(at: index).flatMap({ MessageKind(rawValue: $0.tag) }) else { continue }
        if kind == .result || kind == .commandLifecycle { read += 1 }
      }
    }
    let counted = await withCheckedContinuation { (done: CheckedContinuation<Int, Never>) in
      scripted.connection.onLoop { done.resume(returning: $0.turns.endings) }
    }
    #expect(counted == read)
    #expect(read > 50)
  }

  /// A generator whose numbers are the same everywhere (splitmix64).
  private struct Steps {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
  }
}

import Foundation
import Testing

@testable import ClaudeAgentSDK

/// What of a transcript is its conversation.
@Suite struct ConversationTests {
  /// An entry: its id, the one before it, and what else is in it.
  private func entry(_ type: String, _ id: String, _ parent: String?, _ more: String = "") -> String {
    let before = parent.map { "\"\($0)\"" } ?? "null"
    return #"{"type":"\#(type)","uuid":"\#(id)","parentUuid":\#(before),"sessionId":"s"\#(more)}"#
  }

  private func call(_ id: String, _ parent: String?, response: String, _ tool: String, at time: Int = 0) -> String {
    entry(
      "assistant", id, parent,
      #","timestamp":"\#(time)","message":{"id":"\#(response)","content":[{"type":"tool_use","id":"\#(tool)"}]}"#)
  }

  private func result(_ id: String, _ parent: String?, _ tool: String, at time: Int = 0, _ more: String = "") -> String
  {
    let content = #"[{"type":"tool_result","tool_use_id":"\#(tool)"}]"#
    return entry("user", id, parent, #","timestamp":"\#(time)","message":{"content":\#(content)}\#(more)"#)
  }

  private func ids(_ lines: [String], limit: Int? = nil, offset: Int = 0) async throws -> [String] {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let id = try folder.write(lines.joined(separator: "\n"))
    return await folder.library.messages(of: id, limit: limit, offset: offset).map(\.uuid)
  }

  @Test func `A conversation goes from its root to its latest leaf`() async throws {
    let lines = [
      entry("user", "a", nil), entry("assistant", "b", "a"), entry("user", "old", "b"), entry("user", "c", "b"),
      entry("progress", "p", "c"), entry("assistant", "d", "p"), entry("system", "e", "d"),
    ]
    #expect(try await ids(lines) == ["a", "b", "c", "d"])
    #expect(try await ids(lines, limit: 2, offset: 1) == ["b", "c"])
    #expect(try await ids(lines, limit: 0, offset: 3) == ["d"])
    #expect(try await ids(lines, offset: 9) == [])
  }

  @Test func `Only what is of the main agent and meant for people is seen`() async throws {
    let lines = [
      entry("user", "a", nil), entry("user", "m", "a", #","isMeta":true"#), entry("assistant", "b", "m"),
      entry("user", "s", "b", #","isSidechain":true"#), entry("assistant", "t", "b", #","teamName":"x""#),
      entry("user", "n", "b", #","isMeta":true"#),
    ]
    #expect(try await ids(lines) == ["a", "b"])
  }

  @Test func `A summary stands for what was before a compaction`() async throws {
    let lines = [
      entry("user", "a", nil), entry("assistant", "b", "a"),
      entry("system", "cut", nil, #","subtype":"compact_boundary","logicalParentUuid":"b""#),
      entry("user", "sum", "cut", #","isCompactSummary":true"#), entry("assistant", "c", "sum"),
    ]
    #expect(try await ids(lines) == ["sum", "c"])
  }

  @Test func `Entries that lead in a circle end the way`() async throws {
    #expect(try await ids([entry("user", "a", "b"), entry("assistant", "b", "a")]) == [])
    let lines = [entry("user", "a", "b"), entry("assistant", "b", "a"), entry("user", "c", "b")]
    #expect(try await ids(lines) == ["a", "b", "c"])
    #expect(try await ids([entry("system", "a", "b"), entry("system", "b", "a"), entry("system", "c", "a")]) == [])
  }

  @Test func `Broken lines, empty ones and foreign ones cost nothing but themselves`() async throws {
    let lines = [
      entry("user", "a", nil), "garbage", "", #"{"type":"user"}"#, #"{"type":"user","uuid":7}"#, "[1]",
      entry("assistant", "b", "a"), #"{"type":"summary","uuid":"z","parentUuid":"b"}"#,
      String(entry("user", "cut", "b").dropLast(2)),
    ]
    #expect(try await ids(lines) == ["a", "b"])
  }

  @Test func `Tools that ran side by side are all there, each call before its result`() async throws {
    let lines = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1", at: 1),
      call("c2", "c1", response: "r", "t2", at: 2),
      call("c3", "c2", response: "r", "t3", at: 3), result("r2", "c2", "t2", at: 5), result("r1", "c1", "t1", at: 6),
      result("r3", "c3", "t3", at: 4), entry("assistant", "end", "r1"),
    ]
    #expect(try await ids(lines) == ["q", "c1", "c2", "c3", "r3", "r2", "r1", "end"])
  }

  @Test func `A branch that was given up is not put back`() async throws {
    let lines = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1"), result("r1", "c1", "t1"),
      entry("user", "edited away", "r1"), entry("user", "kept", "r1"),
    ]
    #expect(try await ids(lines) == ["q", "c1", "r1", "kept"])
  }

  @Test func `A result that hangs elsewhere counts when its call has no other`() async throws {
    let stray = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1"), entry("system", "x", "c1"),
      result("far", "x", "t1"), entry("assistant", "end", "c1"),
    ]
    #expect(try await ids(stray) == ["q", "c1", "far", "end"])
    let answered = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1"), entry("system", "x", "c1"),
      result("far", "x", "t1"), result("near", "c1", "t1"), entry("assistant", "end", "near"),
    ]
    #expect(try await ids(answered) == ["q", "c1", "near", "end"])
    let other = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1"), entry("system", "x", "c1"),
      result("far", "x", "t1", at: 0, #","agentId":"sub""#), entry("assistant", "end", "c1"),
    ]
    #expect(try await ids(other) == ["q", "c1", "end"])
  }

  @Test func `Of two results for one call that hang elsewhere the one whose name came first counts`() async throws {
    let lines = [
      entry("user", "q", nil), call("c1", "q", response: "r", "t1"), entry("progress", "late", "c1"),
      entry("system", "x", "c1"), result("early", "x", "t1"), result("late", "x", "t1"),
      entry("assistant", "end", "c1"),
    ]
    #expect(try await ids(lines) == ["q", "c1", "late", "end"])
  }

  @Test func `A call that two responses claim belongs to none`() async throws {
    let lines = [
      entry("user", "q", nil), call("c1", "q", response: "r1", "t"), call("c2", "c1", response: "r2", "t"),
      entry("system", "x", "c2"), result("far", "x", "t"), entry("assistant", "end", "c2"),
    ]
    #expect(try await ids(lines) == ["q", "c1", "c2", "end"])
  }

  @Test func `A message has what its entry says`() async throws {
    let folder = try TranscriptFolder()
    defer { folder.remove() }
    let id = try folder.write(
      entry("user", "a", nil, #","message":{"role":"user","content":"hällo"}"#), entry("assistant", "b", "a"))
    let messages = await folder.library.messages(of: id)
    #expect(messages.map(\.role) == [.user, .assistant])
    #expect(messages[0].sessionID == "s")
    #expect(messages[0].message["content"]?.string == "hällo")
    #expect(messages[1].message.kind == .null)
    #expect(await folder.library.messages(of: UUID().uuidString).isEmpty)
    #expect(await folder.library.messages(of: "../x").isEmpty)
  }
}

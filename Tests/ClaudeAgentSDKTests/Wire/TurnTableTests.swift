import Testing

@testable import ClaudeAgentSDK

@Suite struct TurnTableTests {
  private func result(_ fields: String = "") throws -> ResultMessage {
    let comma = fields.isEmpty ? "" : ","
    return ResultMessage(json: try #require(JSONView(copying: #"{"type":"result","result":"r"\#(comma)\#(fields)}"#)))
  }

  private func news(_ uuid: String, _ state: String) throws -> CommandLifecycle {
    let text = #"{"type":"command_lifecycle","command_uuid":"\#(uuid)","state":"\#(state)"}"#
    return CommandLifecycle(json: try #require(JSONView(copying: text)))
  }

  /// A table with these prompts, oldest first.
  private func table(_ uuids: String...) -> (TurnTable, [TurnState]) {
    var table = TurnTable()
    let turns = uuids.map { TurnState(uuid: $0) }
    for turn in turns { #expect(table.add(turn) == .added) }
    return (table, turns)
  }

  // MARK: Results

  @Test(arguments: [
    #""user_message_uuid":"b""#, #""user_message_uuids":["b"]"#, #""user_message_uuids":["b"],"user_message_uuid":"b""#,
  ])
  func `a result ends the turn that it names`(fields: String) throws {
    var (table, turns) = table("a", "b", "c")
    table.result(try result(fields))
    #expect(turns.map(\.hasEnded) == [false, true, false])
    #expect(turns[1].result?.result == "r")
    #expect(turns[0].result == nil)
    #expect(table.count == 2)
  }

  @Test func `prompts that were merged end with one frame`() throws {
    var (table, turns) = table("a", "b", "c")
    table.result(try result(#""user_message_uuids":["c","a","nobody"],"user_message_uuid":"a""#))
    #expect(turns.map(\.hasEnded) == [true, false, true])
    #expect(turns.map { $0.hasEnded(behind: 1) } == [true, false, true])
    #expect(turns.map { $0.hasEnded(behind: 0) } == [false, false, false])
    #expect(turns[2].result?.result == "r")
    #expect(table.count == 1)
  }

  @Test(arguments: [
    "", #""origin":{"kind":"human"}"#, #""origin":{}"#, #""origin":null"#, #""origin":"text""#,
    #""user_message_uuid":null"#,
  ])
  func `a result that names nobody ends the oldest turn`(fields: String) throws {
    var (table, turns) = table("a", "b")
    table.result(try result(fields))
    #expect(turns.map(\.hasEnded) == [true, false])
    table.result(try result(fields))
    #expect(turns.map(\.hasEnded) == [true, true])
    #expect(table.count == 0)
    table.result(try result(fields))
    #expect(table.endings == 3)
  }

  @Test(
    arguments: [
      #""origin":{"kind":"task-notification"}"#, #""origin":{"kind":"from_the_future"}"#, #""user_message_uuids":[]"#,
      #""user_message_uuids":null"#, #""user_message_uuids":["nobody"]"#, #""user_message_uuid":"nobody""#,
      #""user_message_uuid":"""#,
    ])
  func `a turn that nobody asked for ends none`(fields: String) throws {
    var (table, turns) = table("a", "b")
    table.result(try result(fields))
    #expect(turns.map(\.hasEnded) == [false, false])
    #expect(table.count == 2)
    #expect(table.endings == 1)
  }

  @Test func `an injected turn that answers a prompt too ends its turn`() throws {
    var (table, turns) = table("a")
    table.result(try result(#""origin":{"kind":"task-notification"},"user_message_uuids":["a"]"#))
    #expect(turns[0].hasEnded)
  }

  @Test func `an error result ends its turn like any other`() throws {
    var (table, turns) = table("a")
    table.result(try result(#""is_error":true,"user_message_uuid":"a""#))
    #expect(turns[0].result?.isError == true)
  }

  @Test func `a list of many names is no work for each open turn`() throws {
    var table = TurnTable()
    let turns = (0..<TurnTable.limit).map { TurnState(uuid: "turn \($0)") }
    for turn in turns { #expect(table.add(turn) == .added) }
    let names = (0..<200_000).map { #""x\#($0)""# }.joined(separator: ",")
    table.result(try result(#""user_message_uuids":[\#(names),"turn 7"]"#))
    #expect(table.count == TurnTable.limit - 1)
    #expect(turns[7].hasEnded)
  }

  // MARK: News of prompts

  @Test(arguments: ["completed", "cancelled", "discarded", "refused"])
  func `a prompt that is finished or dropped has ended`(state: String) throws {
    var (table, turns) = table("a", "b")
    table.lifecycle(try news("b", state))
    #expect(turns.map(\.hasEnded) == [false, true])
    #expect(turns[1].result == nil)
    #expect(turns[1].hasEnded(behind: 1))
  }

  @Test(arguments: ["queued", "started", "", "from_the_future"])
  func `other news end no turn, and are counted`(state: String) throws {
    var (table, turns) = table("a")
    table.lifecycle(try news("a", state))
    #expect(!turns[0].hasEnded)
    #expect(table.endings == 1)
  }

  @Test func `the news behind a result change nothing`() throws {
    var (table, turns) = table("a")
    table.result(try result(#""user_message_uuid":"a""#))
    table.lifecycle(try news("a", "completed"))
    #expect(turns[0].result?.result == "r")
    #expect(turns[0].hasEnded(behind: 1))
    #expect(table.endings == 2)
  }

  @Test func `broken news end nothing`() throws {
    var (table, turns) = table("a", "")
    for text in [
      "{}", #"{"command_uuid":5,"state":"completed"}"#, #"{"command_uuid":"a","state":["completed"]}"#, "[]", "7",
    ] {
      table.lifecycle(CommandLifecycle(json: try #require(JSONView(copying: text))))
    }
    #expect(!turns[0].hasEnded)
    #expect(table.endings == 5)
  }

  // MARK: Numbers, limits, ids

  @Test func `each end has the number of its frame`() throws {
    var (table, turns) = table("a", "b", "c")
    table.lifecycle(try news("a", "queued"))
    table.lifecycle(try news("a", "started"))
    table.result(try result(#""user_message_uuid":"a""#))
    table.result(try result(#""user_message_uuids":[]"#))
    table.lifecycle(try news("c", "cancelled"))
    table.result(try result(#""user_message_uuid":"b""#))
    let numbers = turns.map { turn in (0...10).first { turn.hasEnded(behind: $0) } }
    #expect(numbers == [3, 6, 5])
  }

  @Test func `a prompt that starts no turn has none to wait for`() {
    let turn = TurnState(uuid: "a", startsTurn: false)
    #expect(turn.hasEnded)
    #expect(turn.hasEnded(behind: 0))
    #expect(turn.result == nil)
  }

  @Test func `only so many may be open`() throws {
    var table = TurnTable()
    for number in 0..<TurnTable.limit { #expect(table.add(TurnState(uuid: "\(number)")) == .added) }
    #expect(table.add(TurnState(uuid: "x"), isChosen: true) == .full)
    table.result(try result(#""user_message_uuid":"500""#))
    // That it was refused before is no use of its id.
    #expect(table.add(TurnState(uuid: "x"), isChosen: true) == .added)
    #expect(table.count == TurnTable.limit)
  }

  @Test func `a chosen id is taken once, ended or not`() throws {
    var table = TurnTable()
    #expect(table.add(TurnState(uuid: "a"), isChosen: true) == .added)
    #expect(table.add(TurnState(uuid: "a"), isChosen: true) == .repeated)
    table.result(try result(#""user_message_uuid":"a""#))
    #expect(table.add(TurnState(uuid: "a"), isChosen: true) == .repeated)
    #expect(table.count == 0)
  }

  @Test func `the latest chosen ids are remembered`() throws {
    var table = TurnTable()
    for number in 0...TurnTable.chosenLimit {
      #expect(table.add(TurnState(uuid: "\(number)"), isChosen: true) == .added)
      table.result(try result(#""user_message_uuid":"\#(number)""#))
    }
    #expect(table.add(TurnState(uuid: "1"), isChosen: true) == .repeated)
    #expect(table.add(TurnState(uuid: "0"), isChosen: true) == .added)
  }

  @Test func `a prompt that was not written can be written again`() {
    var table = TurnTable()
    let first = TurnState(uuid: "a")
    #expect(table.add(first, isChosen: true) == .added)
    table.remove(first)
    #expect(table.count == 0)
    #expect(!first.hasEnded)
    #expect(table.add(TurnState(uuid: "a"), isChosen: true) == .added)
  }
}

import ClaudeAgentSDK

/// Says what the sessions of a configuration folder are, in the words of the official SDK, for comparing the two.
///
///     session-probe CONFIGURATION < questions
///
/// A question is a line of JSON: `{"ask":"list","directory":…,"limit":…,"offset":…,"worktrees":…}`,
/// `{"ask":"info","id":…,"directory":…}` or `{"ask":"messages","id":…,"directory":…,"limit":…,"offset":…}`. The answer is
/// a line of JSON too.
@main
struct SessionProbe {
  static func main() async {
    let library = SessionLibrary(configurationDirectory: CommandLine.arguments.dropFirst().first)
    while let line = readLine() {
      guard let question = JSONView(copying: line) else { continue }
      print(await answer(question, library).description)
    }
  }

  private static func answer(_ question: JSONView, _ library: SessionLibrary) async -> JSONValue {
    let directory = question["directory"]?.string
    let id = question["id"]?.string ?? ""
    let (limit, offset) = (question["limit"]?.int, question["offset"]?.int ?? 0)
    switch question["ask"]?.string {
    case "list":
      let sessions = await library.sessions(
        in: directory, limit: limit, offset: offset, includesWorktrees: question["worktrees"]?.bool ?? true)
      return .array(sessions.map(value))
    case "info": return await library.info(of: id, in: directory).map(value) ?? .null
    default:
      return .array(
        await library.messages(of: id, in: directory, limit: limit, offset: offset).map { message in
          [
            "type": .string(message.role.rawValue), "uuid": .string(message.uuid),
            "session_id": .string(message.sessionID), "message": message.message.value ?? .null,
            "parent_tool_use_id": text(message.parentToolUseID), "parent_agent_id": text(message.parentAgentID),
          ]
        })
    }
  }

  private static func value(_ info: SessionInfo) -> JSONValue {
    [
      "session_id": .string(info.id), "summary": .string(info.summary), "last_modified": number(info.lastModified),
      "file_size": number(info.fileSize), "custom_title": text(info.customTitle),
      "first_prompt": text(info.firstPrompt), "git_branch": text(info.gitBranch), "cwd": text(info.workingDirectory),
      "tag": text(info.tag), "created_at": number(info.createdAt),
    ]
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  private static func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
}

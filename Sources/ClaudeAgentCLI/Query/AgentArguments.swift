import ArgumentParser
import ClaudeAgentSDK

/// The options of the agent, named as the CLI names them.
struct AgentArguments: ParsableArguments {
  @Option(help: "An alias such as sonnet, or a model's full name.") var model: String?
  @Option(help: "The model to use when the first one is overloaded.") var fallbackModel: String?
  @Option(help: "How hard the model thinks: low, medium, high, xhigh or max.") var effort: String?
  @Option(help: "What the model is told first; none by default.") var systemPrompt: String?
  @Option(help: "Text behind the system prompt of Claude Code.") var appendSystemPrompt: String?
  @Option(help: ArgumentHelp("Built-in tools that exist, parted by commas.", valueName: "names"))
  var tools: String?
  @Option(help: ArgumentHelp("Tools that need no permission, such as Read,Bash(git *).", valueName: "rules"))
  var allowedTools: [String] = []
  @Option(help: ArgumentHelp("Tools that do not exist, or patterns that are denied.", valueName: "rules"))
  var disallowedTools: [String] = []
  @Option(help: "default, acceptEdits, plan, bypassPermissions, dontAsk or auto.") var permissionMode: String?
  @Option(help: ArgumentHelp("The most turns.", valueName: "count")) var maxTurns: Int?
  @Option(help: ArgumentHelp("The most the run may cost.", valueName: "dollars")) var maxBudgetUsd: Double?
  @Option(help: ArgumentHelp("An image to look at; may be given several times.", valueName: "file"))
  var image: [String] = []
  @Option(help: ArgumentHelp("JSON schema of the answer, as text or as a file.", valueName: "schema"))
  var jsonSchema: String?

  @Option(help: ArgumentHelp("The directory the agent works in.", valueName: "folder")) var cwd: String?
  @Option(help: ArgumentHelp("Another directory the tools may use.", valueName: "folder")) var addDir: [String] = []
  @Option(help: ArgumentHelp("The session to go on with.", valueName: "session")) var resume: String?
  @Flag(name: .customLong("continue"), help: "Goes on with the latest session of the directory.")
  var continues = false
  @Option(name: .customLong("session-id"), help: ArgumentHelp("The id for a new session.", valueName: "uuid"))
  var sessionID: String?
  @Flag(help: "Goes on with a copy of the session.") var forkSession = false
  @Option(help: ArgumentHelp("Settings: a file or JSON text.", valueName: "settings")) var settings: String?
  @Option(help: ArgumentHelp("Settings files to load: user,project,local.", valueName: "sources"))
  var settingSources: String?
  @Option(help: ArgumentHelp("MCP servers: a file or JSON text.", valueName: "config")) var mcpConfig: String?
  @Flag(help: "Ignores MCP servers of settings files.") var strictMcpConfig = false

  @Option(help: ArgumentHelp("The Claude Code CLI to run.", valueName: "path")) var cli: String?
  @Option(help: ArgumentHelp("Any other flag of the CLI, without dashes: name or name=value.", valueName: "flag"))
  var cliFlag: [String] = []

  func validate() throws {
    if systemPrompt != nil && appendSystemPrompt != nil {
      throw ValidationError("--append-system-prompt adds to the prompt of Claude Code, not to one of your own.")
    }
  }

  /// The same as options of the library.
  func options() throws -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.model = model
    options.fallbackModel = fallbackModel
    options.effort = effort.map(Effort.init(rawValue:))
    if let systemPrompt { options.systemPrompt = .text(systemPrompt) }
    if let appendSystemPrompt { options.systemPrompt = .preset(append: appendSystemPrompt) }
    options.tools = tools.map { $0 == "default" ? .preset : .only(ToolList.split($0)) }
    options.allowedTools = allowedTools.flatMap(ToolList.split)
    options.disallowedTools = disallowedTools.flatMap(ToolList.split)
    options.permissionMode = permissionMode.map(PermissionMode.init(rawValue:))
    options.maxTurns = maxTurns
    options.maxBudgetUSD = maxBudgetUsd
    if let jsonSchema { options.outputFormat = .jsonSchema(try schema(jsonSchema)) }
    options.workingDirectory = cwd
    options.additionalDirectories = addDir
    options.resume = resume
    options.continueConversation = continues
    options.sessionID = sessionID
    options.forkSession = forkSession
    options.settings = settings.map(Settings.text)
    options.settingSources = settingSources.map { $0.split(separator: ",").map { SettingSource(rawValue: "\($0)") } }
    options.mcpConfiguration = mcpConfig
    options.strictMCPConfig = strictMcpConfig
    options.cliPath = cli
    for flag in cliFlag {
      let parts = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      options.extraArguments[String(parts[0])] = parts.count == 2 ? .value(String(parts[1])) : .flag
    }
    return options
  }

  private func schema(_ argument: String) throws -> JSONObject {
    let isText = argument.first { !$0.isWhitespace } == "{"
    let text = isText ? Array(argument.utf8) : try InputFile(path: argument).contents(limit: 16 << 20)
    guard case .object(let schema) = try JSONValue(parsing: text) else {
      throw Failure("The JSON schema is no JSON object. Give an object, or a file that holds one.")
    }
    return schema
  }
}

/// Lists of tools and rules.
enum ToolList {
  /// The rules of a text, parted by commas; a comma in brackets belongs to its rule.
  static func split(_ text: String) -> [String] {
    var rules: [String] = []
    var rule = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(depth - 1, 0) }
      if character == "," && depth == 0 {
        rules.append(rule)
        rule = ""
      } else if !(rule.isEmpty && character.isWhitespace) {
        rule.append(character)
      }
    }
    rules.append(rule)
    return rules.map {
      $0.last?.isWhitespace == true ? String($0.reversed().drop(while: \.isWhitespace).reversed()) : $0
    }
    .filter { !$0.isEmpty }
  }
}

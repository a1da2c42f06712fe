/// When an MCP server asks the user for something (`Elicitation`).
public struct ElicitationInput: ElicitationHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What it asks (`message`).
  public var message: String { text("message") }
  /// The page to visit, in the mode `url` (`url`).
  public var url: String? { string("url") }
  /// The JSON schema of the answer, in the mode `form` (`requested_schema`).
  public var requestedSchema: JSONView? { view("requested_schema") }
}

extension HookEvent where Input == ElicitationInput {
  /// When an MCP server asks the user for something: answer instead. Matches the server's name.
  public static var elicitation: Self { Self("Elicitation") }
}

/// When the user has answered an MCP server, before the server is told (`ElicitationResult`).
public struct ElicitationResultInput: ElicitationHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What the user did (`action`).
  public var action: ElicitationAction? { open("action") }
  /// What the user wrote, in the form of the schema (`content`).
  public var content: JSONView? { view("content") }
}

extension HookEvent where Input == ElicitationResultInput {
  /// When the user has answered an MCP server, before it is told: give another answer. Matches the server's name.
  public static var elicitationResult: Self { Self("ElicitationResult") }
}

/// What the events about the questions of MCP servers have in common.
public protocol ElicitationHookInput: HookInput {}

extension ElicitationHookInput {
  /// The server (`mcp_server_name`).
  public var mcpServerName: String { text("mcp_server_name") }
  /// The question's identity, in the mode `url` (`elicitation_id`).
  public var elicitationID: String? { string("elicitation_id") }
  /// How it is asked (`mode`).
  public var mode: ElicitationMode? { open("mode") }
}

extension HookOutput where Input: ElicitationHookInput {
  /// What is done with the question. (`action`)
  public var action: ElicitationAction? {
    get { self[name: "action"] }
    set { self[name: "action"] = newValue }
  }

  /// The answer, in the form of the schema. (`content`)
  public var content: JSONObject? {
    get { self[object: "content"] }
    set { self[object: "content"] = newValue }
  }

  /// Answers.
  ///
  /// - Parameter content: The answer, in the form of the schema; nil where nothing is to be filled in.
  /// - Returns: The output.
  public static func accept(_ content: JSONObject? = nil) -> Self {
    .with {
      $0.action = .accept
      $0.content = content
    }
  }

  /// Refuses to answer.
  public static var decline: Self { .with { $0.action = .decline } }

  /// Closes the question unanswered.
  public static var cancel: Self { .with { $0.action = .cancel } }
}

/// How an MCP server can ask for something.
public struct ElicitationMode: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// By fields to fill in.
  public static let form = Self(rawValue: "form")
  /// By a page to visit.
  public static let url = Self(rawValue: "url")
}

/// What can be done with the question of an MCP server. Other values reach the CLI as they are.
public struct ElicitationAction: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// It is answered.
  public static let accept = Self(rawValue: "accept")
  /// The answer is refused.
  public static let decline = Self(rawValue: "decline")
  /// It is closed unanswered.
  public static let cancel = Self(rawValue: "cancel")
}

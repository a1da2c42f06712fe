internal import FastTransport

/// Answers the questions of MCP servers to the user (`elicitation`). Without one they are declined.
public typealias ElicitationCallback = RequestCallback<ElicitationRequest, ElicitationAnswer>

/// A question of an MCP server to the user (`elicitation`).
public struct ElicitationRequest: JSONBacked {
  /// The whole request, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The server that asks (`mcp_server_name`).
  public var serverName: String { text("mcp_server_name") }
  /// The question (`message`).
  public var message: String { text("message") }
  /// `form` or `url` (`mode`).
  public var mode: String? { string("mode") }
  /// The page to open, for the mode `url` (`url`).
  public var url: String? { string("url") }
  /// The question's own id (`elicitation_id`).
  public var elicitationID: String? { string("elicitation_id") }
  /// The form of the answer, a JSON Schema (`requested_schema`).
  public var requestedSchema: JSONView? { view("requested_schema") }
  /// A title for people (`title`).
  public var title: String? { string("title") }
  /// The server's name for people (`display_name`).
  public var displayName: String? { string("display_name") }
  /// More words for people (`description`).
  public var description: String? { string("description") }
}

/// The answer to an ``ElicitationRequest``.
public enum ElicitationAnswer: Hashable, Sendable {
  /// The user has answered; the content has the form that was asked for.
  case accept(content: JSONObject)
  /// The user does not want to answer.
  case decline
  /// The user has gone away.
  case cancel

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch self {
    case .accept(let content):
      writer.field("action", "accept")
      writer.key("content")
      content.write(to: &writer)
    case .decline: writer.field("action", "decline")
    case .cancel: writer.field("action", "cancel")
    }
    writer.endObject()
  }
}

/// Shows dialogs of the CLI to the user (`request_user_dialog`), of the kinds in
/// ``ClaudeAgentOptions/supportedDialogKinds``.
public typealias UserDialogCallback = RequestCallback<UserDialogRequest, UserDialogAnswer>

/// A dialog that the CLI wants shown (`request_user_dialog`).
public struct UserDialogRequest: JSONBacked {
  /// The whole request, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What kind of dialog (`dialog_kind`).
  public var dialogKind: String { text("dialog_kind") }
  /// What it shows; its form depends on the kind (`payload`).
  public var payload: JSONView? { view("payload") }
  /// The tool call that it belongs to (`tool_use_id`).
  public var toolUseID: String? { string("tool_use_id") }
}

/// The answer to a ``UserDialogRequest``.
public enum UserDialogAnswer: Hashable, Sendable {
  /// The user has answered.
  case completed(JSONValue)
  /// The user has closed the dialog, or it cannot be shown.
  case cancelled

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch self {
    case .completed(let result):
      writer.field("behavior", "completed")
      writer.key("result")
      result.write(to: &writer)
    case .cancelled: writer.field("behavior", "cancelled")
    }
    writer.endObject()
  }
}

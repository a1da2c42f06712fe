/// Who or what started a turn (`origin`). A kind that is not known is not human.
public struct MessageOrigin: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Who it was (`kind`).
  public var kind: Kind? { open("kind") }

  /// The server, for a channel (`server`).
  public var server: String? { string("server") }

  /// The sender, for a peer or an observer (`from`).
  public var from: String? { string("from") }

  /// The sender's name (`name`).
  public var name: String? { string("name") }

  /// The sender's session (`fromSession`).
  public var fromSession: String? { string("fromSession") }

  /// The sender's task (`senderTaskId`).
  public var senderTaskID: String? { string("senderTaskId") }

  /// How the sender asks for permission (`fromMode`).
  public var fromMode: String? { string("fromMode") }

  /// What the sender wrote (`body`).
  public var body: String? { string("body") }

  /// The sender's process, where the system vouches for it (`verifiedPeerPid`).
  public var verifiedPeerProcessID: Int? { int("verifiedPeerPid") }

  /// More about a task notification (`subkind`).
  public var subkind: String? { string("subkind") }

  /// Why a trigger fired (`fireReason`).
  public var fireReason: String? { string("fireReason") }

  /// What produced a task notification (`producer`).
  public var producer: String? { string("producer") }

  /// The task's run (`runId`).
  public var runID: String? { string("runId") }

  /// Who or what can start a turn.
  public struct Kind: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A person.
    public static let human = Self(rawValue: "human")

    /// A channel.
    public static let channel = Self(rawValue: "channel")

    /// Another session.
    public static let peer = Self(rawValue: "peer")

    /// A background task that has something to say.
    public static let taskNotification = Self(rawValue: "task-notification")

    /// A coordinator of agents.
    public static let coordinator = Self(rawValue: "coordinator")

    /// An observer.
    public static let observer = Self(rawValue: "observer")

    /// An observer's activity.
    public static let observerActivity = Self(rawValue: "observer-activity")

    /// The CLI, going on by itself.
    public static let autoContinuation = Self(rawValue: "auto-continuation")

    /// Nobody in particular.
    public static let unclassified = Self(rawValue: "unclassified")
  }
}

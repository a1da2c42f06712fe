extension TodoList {
  /// A thing to do.
  public struct Item: Hashable, Sendable {
    /// Its number, for `TaskUpdate`; nil for an item of `TodoWrite` (`taskId`).
    public let id: String?
    /// What is to be done (`content`, `subject`).
    public internal(set) var content: String
    /// The same while it is being done, such as "Writing tests" (`activeForm`).
    public internal(set) var activeForm: String?
    /// Where it stands (`status`).
    public internal(set) var status: Status
    /// What is to be done, at length (`description`).
    public internal(set) var description: String?
    /// Who does it (`owner`).
    public internal(set) var owner: String?
    /// Items that must be done before (`blockedBy`, `addBlockedBy`).
    public internal(set) var blockedBy: [String] = []
    /// Items that wait for it (`blocks`, `addBlocks`).
    public internal(set) var blocks: [String] = []

    /// Where an item stands.
    public struct Status: OpenStringEnum {
      /// The name as the model writes it.
      public let rawValue: String
      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// Not begun.
      public static let pending = Status(rawValue: "pending")
      /// Begun.
      public static let inProgress = Status(rawValue: "in_progress")
      /// Done.
      public static let completed = Status(rawValue: "completed")
    }

    init(_ json: JSONView, id: String?) {
      self.id = id
      content = Self.text(json["content"] ?? json["subject"]) ?? ""
      status = Status(rawValue: json["status"]?.string ?? "pending")
      activeForm = Self.text(json["activeForm"])
      description = Self.text(json["description"])
      owner = Self.text(json["owner"])
      blockedBy = Self.ids(json["blockedBy"])
      blocks = Self.ids(json["blocks"])
    }

    /// What `TaskUpdate` changes; the rest stays.
    mutating func update(_ input: JSONView) {
      content = Self.text(input["subject"]) ?? content
      status = input["status"]?.string.map(Status.init(rawValue:)) ?? status
      activeForm = Self.text(input["activeForm"]) ?? activeForm
      description = Self.text(input["description"]) ?? description
      owner = Self.text(input["owner"]) ?? owner
      blockedBy = Self.union(blockedBy, input["addBlockedBy"])
      blocks = Self.union(blocks, input["addBlocks"])
    }

    /// What the CLI says about the item; what it does not say stays.
    mutating func replace(_ task: JSONView) {
      update(task)
      if let ids = task["blockedBy"] { blockedBy = Self.ids(ids) }
      if let ids = task["blocks"] { blocks = Self.ids(ids) }
    }

    /// The longest text that is kept, in characters.
    private static let textLimit = 16_384
    private static let idLimit = 256

    private static func text(_ json: JSONView?) -> String? { json?.string?.shortened(to: textLimit) }

    private static func ids(_ json: JSONView?) -> [String] {
      Array((json?.elements).map { $0.lazy.compactMap(\.string).prefix(idLimit) } ?? [])
    }

    private static func union(_ known: [String], _ json: JSONView?) -> [String] {
      let new = ids(json).filter { !known.contains($0) }
      return Array((known + new).prefix(idLimit))
    }
  }
}

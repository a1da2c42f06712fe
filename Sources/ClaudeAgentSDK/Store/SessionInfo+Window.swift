internal import FastTransport

extension SessionInfo {
  private enum Key: Int, CaseIterable {
    case customTitle, aiTitle, lastPrompt, summary, gitBranch, cwd, timestamp

    static let names: [StaticString] = [
      "customTitle", "aiTitle", "lastPrompt", "summary", "gitBranch", "cwd", "timestamp",
    ]
  }

  /// Reads the ends of a transcript. Nil for a subagent's, and for one in which nothing was asked.
  init?(id: String, _ window: borrowing TranscriptWindow, project: String?) {
    let head = window.head
    guard !TranscriptText.isSidechain(head) else { return nil }
    var tailScan = FieldScan(Key.names)
    tailScan.run(over: window.tail)
    var headScan = FieldScan(Key.names)
    let isTitled = tailScan.last(Key.customTitle.rawValue).map { !$0.isEmpty } ?? false
    let hasBranch = tailScan.last(Key.gitBranch.rawValue).map { !$0.isEmpty } ?? false
    headScan.run(over: head, until: isTitled && hasBranch ? [Key.cwd.rawValue, Key.timestamp.rawValue] : [])

    let tail = window.tail
    func last(_ key: Key) -> String? {
      tailScan.last(key.rawValue).map { FieldScan.text($0, of: tail) }.nonEmpty
    }
    func lastInHead(_ key: Key) -> String? {
      headScan.last(key.rawValue).map { FieldScan.text($0, of: head) }.nonEmpty
    }
    func first(_ key: Key) -> String? {
      headScan.first(key.rawValue).map { FieldScan.text($0, of: head) }.nonEmpty
    }
    let title = last(.customTitle) ?? lastInHead(.customTitle) ?? last(.aiTitle) ?? lastInHead(.aiTitle)
    let prompt = FirstPrompt.find(in: head)
    guard let summary = title ?? last(.lastPrompt) ?? last(.summary) ?? prompt else { return nil }
    self.init(
      id: id, summary: summary, lastModified: window.status.modified / 1_000_000,
      fileSize: window.status.byteCount, customTitle: title, firstPrompt: prompt,
      gitBranch: last(.gitBranch) ?? first(.gitBranch), workingDirectory: first(.cwd) ?? project,
      tag: TranscriptText.tag(in: tail), createdAt: first(.timestamp).flatMap(Timestamp.milliseconds))
  }
}

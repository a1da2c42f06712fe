internal import FastTransport

/// A list of sessions in the making.
struct SessionListing: ~Copyable {
  private let folders: SessionFolders
  private var window = TranscriptWindow()
  private var sessions: [SessionInfo] = []
  private var places: [String: Int] = [:]

  init(_ folders: SessionFolders) { self.folders = folders }

  /// Adds the sessions of a project's folder.
  mutating func add(_ folder: String, project: String?) {
    for id in folders.sessions(in: folder) where window.read("\(folder)/\(id).jsonl") {
      guard let info = SessionInfo(id: id, window, project: project) else { continue }
      guard let place = places[id] else {
        places[id] = sessions.count
        sessions.append(info)
        continue
      }
      if info.lastModified > sessions[place].lastModified { sessions[place] = info }
    }
  }

  /// A part of the list, the most recently written first.
  func page(limit: Int?, offset: Int) -> [SessionInfo] {
    // Of equal times the order is that of the folders, so that pages fit together.
    let order = sessions.enumerated().sorted {
      ($1.element.lastModified, $0.offset) < ($0.element.lastModified, $1.offset)
    }
    let rest = order.dropFirst(max(offset, 0))
    return (limit.map { $0 > 0 ? rest.prefix($0) : rest } ?? rest).map(\.element)
  }
}

internal import FastTransport

/// Where the CLI keeps what was said: one folder for each project, one file for each session.
struct SessionFolders: Sendable {
  /// The folder of the projects.
  let projects: String

  /// - Parameter configuration: The CLI's configuration folder.
  init(configuration: String) { projects = configuration + "/projects" }

  /// The folders of all projects.
  func all() -> [String] {
    names(in: projects).map { projects + "/" + $0 }.filter { FileSystem.status(of: $0)?.kind == .directory }
  }

  /// The folder of a project, if there is one. Of a path that is too long for a name only the beginning is sure.
  func folder(of directory: String) -> String? {
    let name = ProjectKey.name(of: directory)
    let exact = projects + "/" + name
    if FileSystem.status(of: exact)?.kind == .directory { return exact }
    guard name.utf8.count > ProjectKey.longest else { return nil }
    let prefix = ProjectKey.prefix(name) + "-"
    return names(in: projects).first {
      $0.utf8.starts(with: prefix.utf8) && FileSystem.status(of: projects + "/" + $0)?.kind == .directory
    }.map { projects + "/" + $0 }
  }

  /// The sessions in a project's folder, by the names of their files.
  func sessions(in folder: String) -> [String] {
    names(in: folder).compactMap { name in
      guard name.utf8.count == SessionID.length + 6, name.hasSuffix(".jsonl") else { return nil }
      let id = String(name.dropLast(6))
      return SessionID.isValid(id) ? id : nil
    }
  }

  private func names(in folder: String) -> [String] {
    do throws(TransportError) { return try FileSystem.names(in: folder) } catch { return [] }
  }
}

/// The ids of sessions: UUIDs, in lower or upper case.
enum SessionID {
  static let length = 36

  static func isValid(_ text: String) -> Bool { SchemaFormat.uuid.matches(text) }
}

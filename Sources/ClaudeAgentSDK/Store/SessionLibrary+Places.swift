internal import FastTransport

/// A project's folder among the CLI's, and the directory it stands for if that is known.
struct ProjectPlace: Hashable, Sendable {
  let folder: String
  let directory: String?
}

extension SessionLibrary {
  /// The folders of a project: its own, then those of the other working trees of its repository.
  ///
  /// - Parameter fewest: With fewer working trees than these only its own counts; nil when others never do.
  func projects(_ directory: String, treesFrom fewest: Int?) async -> [ProjectPlace] {
    let directory = FileSystem.resolved(directory)
    var places: [ProjectPlace] = []
    if let own = folders.folder(of: directory) { places.append(ProjectPlace(folder: own, directory: directory)) }
    guard let fewest else { return places }
    let trees = await worktrees.paths(of: directory)
    guard trees.count >= fewest else { return places }
    for tree in trees.sorted(by: { ProjectKey.name(of: $0).utf8.count > ProjectKey.name(of: $1).utf8.count })
    where tree != directory {
      guard let folder = folders.folder(of: tree), !places.contains(where: { $0.folder == folder }) else { continue }
      places.append(ProjectPlace(folder: folder, directory: tree))
    }
    return places
  }

  /// Where a session may be: in the folders of a project, or of all.
  func places(_ directory: String?) async -> [ProjectPlace] {
    guard let directory else { return folders.all().map { ProjectPlace(folder: $0, directory: nil) } }
    return await projects(directory, treesFrom: 1)
  }
}

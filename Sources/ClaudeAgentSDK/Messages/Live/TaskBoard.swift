/// The tasks of a session: subagents, commands in the background and whatever else runs, put together from the messages
/// as they come.
///
/// ```swift
/// var board = TaskBoard()
/// for try await message in client.messages where board.add(message) {
///   for task in board.running { print(task.description, task.usage?.totalTokens ?? 0) }
/// }
/// ```
///
/// A task is over when an update or a notification says so, and when it is missing from the list of tasks in the
/// background after having been there.
public struct TaskBoard: Sendable {
  /// Tasks that run, in the order in which they have started.
  public private(set) var running: [Entry] = []
  /// Tasks that are over, in the order in which they have ended; only the last ``endedLimit``.
  public private(set) var ended: [Entry] = []
  /// How many tasks that are over are kept.
  public let endedLimit: Int

  /// How many tasks that run are kept; further ones are not seen.
  public static let runningLimit = 1024
  /// The longest text that is kept of a description, a summary or an error, in characters.
  public static let textLimit = 16_384

  /// Makes an empty board.
  ///
  /// - Parameter endedLimit: How many tasks that are over are kept.
  public init(endedLimit: Int = 256) { self.endedLimit = max(0, endedLimit) }

  /// A task, running or over.
  ///
  /// - Parameter id: The task, ``SystemEvent/TaskStarted/taskID``.
  public subscript(id: String) -> Entry? {
    running.last { $0.id == id } ?? ended.last { $0.id == id }
  }

  /// Takes a message in. Those that are not about tasks change nothing.
  ///
  /// - Parameter message: The message.
  /// - Returns: Whether it has changed the board.
  @discardableResult
  public mutating func add(_ message: Message) -> Bool {
    guard case .system(let message) = message else { return false }
    switch message.event {
    case .taskStarted(let news): return change(news.taskID) { $0.take(news) }
    case .taskProgress(let news): return change(news.taskID) { $0.take(news) }
    case .taskUpdated(let news):
      guard let patch = news.patch else { return false }
      return change(news.taskID, isNew: patch.status?.isFinal != true) { $0.take(patch) }
    case .taskNotification(let news): return change(news.taskID) { $0.take(news) }
    case .backgroundTasksChanged(let news): return take(news)
    default: return false
    }
  }

  /// Changes a task, and moves it to the others that are over once it is.
  ///
  /// - Parameter isNew: Whether a task that nobody has heard of is taken up.
  private mutating func change(_ id: String, isNew: Bool = true, _ body: (inout Entry) -> Void) -> Bool {
    guard !id.isEmpty else { return false }
    if let place = running.lastIndex(where: { $0.id == id }) {
      body(&running[place])
      if running[place].isOver { finish(at: place) }
      return true
    }
    if let place = ended.lastIndex(where: { $0.id == id }) {
      // The last words of a task that is over; it does not come back.
      body(&ended[place])
      return true
    }
    guard isNew else { return false }
    var entry = Entry(id: id)
    body(&entry)
    if entry.isOver {
      remember(entry)
    } else {
      guard running.count < Self.runningLimit else { return false }
      running.append(entry)
    }
    return true
  }

  /// The whole set of tasks in the background.
  private mutating func take(_ news: SystemEvent.BackgroundTasksChanged) -> Bool {
    var changed = false
    var listed: Set<String> = []
    for task in news.tasks.prefix(Self.runningLimit) {
      listed.insert(task.taskID)
      changed = change(task.taskID) { $0.take(task) } || changed
    }
    for place in running.indices.reversed() where running[place].isListed && !listed.contains(running[place].id) {
      finish(at: place)
      changed = true
    }
    return changed
  }

  private mutating func finish(at place: Int) {
    remember(running.remove(at: place))
  }

  private mutating func remember(_ entry: Entry) {
    ended.append(entry)
    if ended.count > endedLimit { ended.removeFirst(ended.count - endedLimit) }
  }
}

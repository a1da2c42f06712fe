/// What a list of sessions shows of one.
///
/// Everything is read off the ends of its transcript, without a CLI and without reading the whole of it.
public struct SessionInfo: Hashable, Sendable, Identifiable {
  /// The session's id: what ``Session/resume(_:_:transport:)`` takes.
  public var id: String
  /// What to show for it: its title, else what was asked last, else its summary, else its first prompt.
  public var summary: String
  /// When its transcript was last written, in milliseconds since 1970.
  public var lastModified: Int
  /// The size of its transcript in bytes; nil in a store.
  public var fileSize: Int?
  /// The title the user has given it, else the one the CLI has made.
  public var customTitle: String?
  /// The first thing that a person asked in it, at most 200 characters and an ellipsis.
  public var firstPrompt: String?
  /// The git branch of the working directory at the end of the session.
  public var gitBranch: String?
  /// The working directory the session began in.
  public var workingDirectory: String?
  /// The tag the user has given it.
  public var tag: String?
  /// When it began, in milliseconds since 1970.
  public var createdAt: Int?
}

/// What the system says of a file, as far as anybody here asks.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case regular
    case directory
    case symbolicLink
    /// A device, a socket or a pipe.
    case other
  }

  package let kind: Kind
  package let byteCount: Int
  /// When the contents were last changed, in nanoseconds since 1970.
  package let modified: Int

  package init(kind: Kind, byteCount: Int, modified: Int) {
    self.kind = kind
    self.byteCount = byteCount
    self.modified = modified
  }
}

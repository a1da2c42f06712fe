/// How much one connection may hold.
package struct FrameLimits: Sendable {
  /// The longest line, in bytes without its end. A longer one is dropped and reported; the stream goes on.
  package var longestLine = 256 << 20
  /// Finished lines that nobody has read yet, in bytes: at this mark the pipe is paused.
  package var unreadBytes = 4 << 20
  /// Bytes waiting to be written. A frame beyond it is refused.
  package var unwrittenBytes = 64 << 20

  package init() {}

  /// Below this many unread bytes a paused pipe is read again.
  package var resumeBytes: Int { unreadBytes / 2 }
}

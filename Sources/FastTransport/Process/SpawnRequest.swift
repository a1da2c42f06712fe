private import CSpawn

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What to start: everything is resolved, nothing is searched for and no shell is involved.
package struct SpawnRequest: Sendable, Equatable {
  /// What becomes of the child's error stream.
  package enum ErrorStream: Sendable, Equatable {
    /// A pipe, whose other end is among the child's pipes.
    case pipe
    /// The error stream of this process.
    case inherit
    /// Nobody sees it.
    case discard
  }

  /// The executable, absolute or relative to the child's directory; `PATH` is not looked at.
  package var path: String
  /// The arguments behind the program's own name, which is `path`.
  package var arguments: [String]
  /// The whole environment of the child; nothing is added to it.
  package var environment: [String: String]
  /// The child's working directory; nil is that of this process.
  package var directory: String?
  package var errorStream: ErrorStream
  /// Who the child runs as; nil is the user of this process.
  package var user: User?

  package init(
    path: String, arguments: [String] = [], environment: [String: String] = [:], directory: String? = nil,
    errorStream: ErrorStream = .pipe, user: User? = nil
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.errorStream = errorStream
    self.user = user
  }
}

extension SpawnRequest {
  /// An identity to run under, with all its groups.
  package struct User: Sendable, Equatable {
    package var user: UInt32
    package var group: UInt32
    package var groups: [UInt32]

    package init(user: UInt32, group: UInt32, groups: [UInt32]) {
      self.user = user
      self.group = group
      self.groups = groups
    }

    /// Looks a name up in the system's user database. May block; not for the loop's thread.
    ///
    /// - Throws: `.system` with ENOENT when there is no such user.
    package init(named name: String) throws(TransportError) {
      var room: Int32 = 64
      while true {
        var user = uid_t()
        var group = gid_t()
        var groups = [gid_t](repeating: 0, count: Int(room))
        var count = room
        // Safe: `groups` has room for the `count` entries that the call may write.
        let error = unsafe cspawn_find_user(name, &user, &group, &groups, &count)
        if error == ERANGE, room < 1 << 16 {
          room = max(count, room * 2)
          continue
        }
        if error != 0 { throw TransportError(.system, number: error, at: "user \(name)") }
        self.init(user: user, group: group, groups: Array(groups.prefix(Int(count))))
        return
      }
    }
  }
}

/// What Windows makes necessary when a CLI is started there. A batch script is run by the command interpreter, which
/// takes its arguments apart again: an id with a `&` in it would be a second command.
///
/// Compiled everywhere, so that it is tested everywhere; obeyed on Windows only.
enum WindowsRules {
  /// Whether the rules are to be obeyed here.
  static var apply: Bool {
    #if os(Windows)
      true
    #else
      false
    #endif
  }

  /// Whether starting this file may start a batch script: a part of its path ends in `.bat` or `.cmd`, in any case, as
  /// Windows reads it. Windows drops dots and blanks at the end of a name, and what stands behind a colon is a stream of
  /// the file before it.
  ///
  /// - Parameter path: The path of the CLI.
  static func namesBatchScript(_ path: String) -> Bool {
    path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }
      .contains { part in
        var name = part
        while name.last == UInt8(ascii: ".") || name.last == UInt8(ascii: " ") { name.removeLast() }
        let end = String(decoding: name.suffix(4), as: UTF8.self).lowercased()
        return end == ".bat" || end == ".cmd"
      }
  }

  /// The first character that the command interpreter would not take as it is.
  ///
  /// - Parameter value: An argument that may come from outside of the program, such as a session's id.
  static func metacharacter(in value: String) -> UnicodeScalar? {
    value.unicodeScalars.first { "&|<>^%!\"\r\n".unicodeScalars.contains($0) }
  }
}

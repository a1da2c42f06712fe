/// What the first bytes of an executable file say of what runs it.
///
/// The system answers "no such file" both when a program is missing and when the loader it names is; this tells them
/// apart.
enum ExecutableImage: Hashable, Sendable {
  /// A program for this machine number (`e_machine`), started by a dynamic loader unless it is static.
  case elf(machine: UInt16, loader: String?)
  /// A text that its first line gives to an interpreter.
  case script(interpreter: String)
  /// Anything else.
  case other

  /// How many bytes of a file are needed at most.
  static let headByteCount = 64 << 10

  /// The number of the machine this was built for; nil where it is not known.
  static var hostMachine: UInt16? {
    #if arch(x86_64)
      62
    #elseif arch(arm64)
      183
    #else
      nil
    #endif
  }

  /// Reads the beginning of a file. Nothing in it is trusted: offsets that point elsewhere give no loader.
  init(_ head: [UInt8]) {
    if head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) {
      self = .elf(machine: UInt16(Self.integer(head, 18, 2) ?? 0), loader: Self.loader(head))
    } else if head.starts(with: [0x23, 0x21]) {
      let line = head.dropFirst(2).prefix { $0 != 0x0A }
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
      self = words.first.map { .script(interpreter: String($0)) } ?? .other
    } else {
      self = .other
    }
  }

  /// The path in the program header of type `PT_INTERP` of a 64-bit little-endian file.
  private static func loader(_ head: [UInt8]) -> String? {
    guard head.count > 5, head[4] == 2, head[5] == 1, let table = integer(head, 32, 8), let size = integer(head, 54, 2),
      let count = integer(head, 56, 2)
    else { return nil }
    for index in 0..<count {
      let entry = table &+ index &* size
      guard integer(head, entry, 4) == 3 else { continue }
      guard let start = integer(head, entry &+ 8, 8), let length = integer(head, entry &+ 32, 8),
        start >= 0, length >= 0, start < head.count, length <= head.count - start
      else { return nil }
      return String(decoding: head[start..<(start + length)].prefix { $0 != 0 }, as: UTF8.self)
    }
    return nil
  }

  /// A little-endian integer; nil outside the bytes and for a value that is no `Int`.
  private static func integer(_ head: [UInt8], _ offset: Int, _ size: Int) -> Int? {
    guard offset >= 0, offset < head.count, size <= head.count - offset else { return nil }
    let value = head[offset..<(offset + size)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }
}

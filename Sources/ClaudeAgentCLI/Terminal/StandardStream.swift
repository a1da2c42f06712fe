import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output or standard error, unbuffered.
struct StandardStream: Sendable {
  /// Nobody reads any more.
  struct Closed: Error {}

  static let output = StandardStream(descriptor: 1)
  static let error = StandardStream(descriptor: 2)

  private let descriptor: Int32

  /// Whether a person reads along.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// How many columns the terminal has; 80 where that is not known.
  var width: Int {
    var size = winsize()
    // Safe: the system fills the structure inside the call.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes everything.
  func write(_ bytes: some Sequence<UInt8>) throws(Closed) {
    let whole = ContiguousArray(bytes)
    var done = 0
    while done < whole.count {
      // Safe: the system reads at most what is left of the buffer.
      let count = unsafe whole.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return 0 }
        return unsafe systemWrite(descriptor, start + done, buffer.count - done)
      }
      if count > 0 {
        done += count
      } else if errno == EAGAIN {
        waitUntilReady(descriptor, for: Int16(POLLOUT))
      } else if errno != EINTR {
        throw Closed()
      }
    }
  }

  /// Writes a line. Nothing is to be done when nobody reads it.
  func print(_ line: String) {
    try? write((line.hasSuffix("\n") ? line : line + "\n").utf8)
  }

  /// Makes a write that nobody reads fail instead of ending the process: what is running is to be ended in order.
  static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Ends the process.
  static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(code)
    #elseif canImport(Musl)
      Musl.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }
}

/// A descriptor that was made non-blocking by whoever shares it with us.
private func waitUntilReady(_ descriptor: Int32, for events: Int16) {
  var request = pollfd(fd: descriptor, events: events, revents: 0)
  // Safe: the system fills the structure inside the call.
  _ = unsafe poll(&request, 1, -1)
}

/// The system's `write`, which a method here hides.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  #if canImport(Glibc)
    return unsafe Glibc.write(descriptor, start, count)
  #elseif canImport(Musl)
    return unsafe Musl.write(descriptor, start, count)
  #else
    return unsafe Darwin.write(descriptor, start, count)
  #endif
}

/// A file or the standard input, read in pieces.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private var buffer = [UInt8](repeating: 0, count: 128 << 10)

  /// Opens a file.
  ///
  /// - Parameter path: The file; nil or `-` for the standard input.
  init(path: String?) throws(Failure) {
    guard let path, path != "-" else {
      descriptor = 0
      name = "standard input"
      return
    }
    // Safe: the system reads the path inside the call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    name = path
    if descriptor < 0 { throw Failure("\(path) cannot be opened: \(Self.reason(errno)). Check the path.") }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Whether a person would have to type it.
  static var standardInputIsTerminal: Bool { isatty(0) == 1 }

  /// The next bytes; none at the end.
  mutating func next() throws(Failure) -> [UInt8] {
    while true {
      // Safe: the system writes at most the buffer's count into the buffer.
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return Array(buffer[..<count]) }
      if errno == EAGAIN {
        waitUntilReady(descriptor, for: Int16(POLLIN))
      } else if errno != EINTR {
        throw Failure("\(name) cannot be read: \(Self.reason(errno)).")
      }
    }
  }

  /// Everything.
  ///
  /// - Parameter limit: The most bytes to read; more is refused.
  consuming func contents(limit: Int) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return all }
      all += piece
      if all.count > limit { throw Failure("\(name) is longer than the \(limit >> 20) MiB that are read.") }
    }
  }

  private static func reason(_ number: Int32) -> String {
    // Safe: the text is the system's and is copied at once.
    unsafe String(cString: strerror(number))
  }
}

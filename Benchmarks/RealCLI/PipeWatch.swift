#if os(Linux)
  import CEpoll
  import ClaudeAgentSimulator
  import Foundation
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Notes when the standard output of a child became readable: each time the child has written, whoever reads it.
  ///
  /// An epoll of its own, edge-triggered, on a thread of its own: it takes no byte and no event from the SDK's loop.
  final class PipeWatch: Sendable {
    private let writes = Mutex<[Double]>([])

    /// - Parameter child: Its standard output must be a pipe whose other end this process holds.
    init(child: Int32) throws {
      let pipe = Self.link("/proc/\(child)/fd/1")
      // The reader of a pipe has the same name under /proc as its writer, which only the child has.
      guard pipe.hasPrefix("pipe:"), let end = (3..<256).first(where: { Self.link("/proc/self/fd/\($0)") == pipe })
      else { throw Complaint("The CLI's standard output (\(pipe)) is no pipe of this process.") }
      let poll = epoll_create1(Int32(EPOLL_CLOEXEC))
      var event = unsafe epoll_event()
      unsafe event.events = EPOLLIN.rawValue | EPOLLET.rawValue
      guard unsafe epoll_ctl(poll, EPOLL_CTL_ADD, Int32(end), &event) == 0 else {
        close(poll)
        throw Complaint("The CLI's standard output cannot be watched: error \(errno).")
      }
      Thread.detachNewThread { self.watch(poll) }
    }

    private func watch(_ poll: Int32) {
      var event = unsafe epoll_event()
      while true {
        let count = unsafe epoll_wait(poll, &event, 1, -1)
        let now = ServedRequest.now
        if count < 0, errno == EINTR { continue }
        guard count == 1, unsafe event.events & EPOLLHUP.rawValue == 0 else { break }
        writes.withLock { $0.append(now) }
      }
      close(poll)
    }

    /// How long a message took from the last write before it. Nil when there is none since the message before: then it
    /// came with that one, or this thread has lost the race against the reader.
    func delay(of message: Reading.Arrival) -> Double? {
      writes.withLock { $0.last { $0 <= message.at.time } }.flatMap { write in
        write > message.previous ? message.at.time - write : nil
      }
    }

    private static func link(_ path: String) -> String {
      var buffer = [CChar](repeating: 0, count: 128)
      let count = unsafe readlink(path, &buffer, buffer.count)
      return String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#endif

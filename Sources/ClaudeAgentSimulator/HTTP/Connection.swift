internal import Dispatch
internal import FlyingSocks
internal import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// One client's connection. A thread of its own reads and writes it and waits where the data say so; `cut` may come
/// from any thread and ends whatever that thread waits for.
final class Connection: Sendable {
  /// The connection was cut while its thread waited.
  struct Cut: Error {}

  private let socket: Socket
  /// Guards the descriptor: after it is closed the system may give its number to somebody else.
  private let isOpen = Locked(true)
  private let cutSignal = DispatchSemaphore(value: 0)

  init(_ socket: Socket) throws {
    self.socket = socket
    try socket.staysInThisProcess()
    #if canImport(Darwin)
      try socket.setValue(true, for: .noSIGPIPE)
    #endif
  }

  /// Waits for bytes; none at the end of the input.
  func read() throws -> [UInt8] {
    while true {
      do {
        return try socket.read(atMost: 1 << 16)
      } catch SocketError.disconnected {
        return []
      } catch SocketError.failed(_, EINTR, _) {
        continue
      }
    }
  }

  func write(_ text: String) throws {
    let data = Data(text.utf8)
    var sent = data.startIndex
    while sent < data.endIndex {
      do {
        sent = try socket.write(data, from: sent)
      } catch SocketError.failed(_, EINTR, _) {
        continue
      }
    }
  }

  /// Waits so many seconds; throws ``Cut`` when the connection is cut before.
  func pause(_ seconds: Double) throws {
    guard seconds > 0 else { return }
    if cutSignal.wait(timeout: .now() + min(seconds, 86_400)) == .success {
      cutSignal.signal()
      throw Cut()
    }
  }

  /// Waits until the client or `cut` ends the connection.
  func waitForEnd() throws {
    while try !read().isEmpty {}
  }

  /// Ends the connection in order: the client sees the end of the stream.
  func end() {
    close { shutdown($0, Int32(SHUT_RDWR)) }
  }

  /// Breaks the connection: the client sees a reset, and what it has not read yet may be lost.
  func reset() {
    close { _ in
      // A linger of no time makes `close` send a reset instead of an end.
      try? self.socket.setValue(0, for: LingerOption())
      return 0
    }
  }

  /// Ends every wait of the connection's thread. The thread closes the descriptor.
  func cut() {
    isOpen.withLock { isOpen in
      if isOpen { _ = shutdown(socket.file.rawValue, Int32(SHUT_RDWR)) }
    }
    cutSignal.signal()
  }

  private func close(after step: (Int32) -> Int32) {
    isOpen.withLock { isOpen in
      guard isOpen else { return }
      isOpen = false
      _ = step(socket.file.rawValue)
      try? socket.close()
    }
  }
}

/// How many seconds `close` waits for unsent bytes; 0 throws them away and resets the connection.
private struct LingerOption: SocketOption {
  var level: Int32 { SOL_SOCKET }
  var name: Int32 { SO_LINGER }

  func makeValue(from socketValue: linger) -> Int32 { Int32(socketValue.l_linger) }
  func makeSocketValue(from value: Int32) -> linger { linger(l_onoff: 1, l_linger: value) }
}

extension Socket {
  /// Keeps the descriptor out of child processes: one that inherited it would hold the connection open.
  func staysInThisProcess() throws {
    guard fcntl(file.rawValue, F_SETFD, FD_CLOEXEC) != -1 else { throw SocketError.makeFailed("SetFlags") }
  }
}

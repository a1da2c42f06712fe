internal import FlyingSocks

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A port of the loopback interface. One thread accepts; `stop` may come from any other.
struct Listener: Sendable {
  let port: UInt16
  private let socket: Socket

  /// - Parameter port: 0 lets the system choose one.
  init(port: UInt16) throws {
    socket = try Socket(domain: AF_INET, type: .stream)
    do {
      try socket.staysInThisProcess()
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      guard case .ip4(_, let chosen) = try socket.sockname() else { throw SocketError.unsupportedAddress }
      self.port = chosen
    } catch {
      try? socket.close()
      throw error
    }
  }

  /// Waits for the next client; nil when the listener was stopped.
  func accept() -> Connection? {
    while true {
      do {
        let accepted = Socket(file: try socket.accept().file)
        do {
          return try Connection(accepted)
        } catch {
          try? accepted.close()
        }
      } catch SocketError.failed(_, let code, _) where [EINTR, ECONNABORTED, EMFILE, ENFILE].contains(code) {
        // Out of descriptors: the client waits in the backlog until one is free.
        if code != EINTR { usleep(10_000) }
      } catch {
        return nil
      }
    }
  }

  /// Wakes the accepting thread, whose `accept` then gives nil.
  func stop() {
    _ = shutdown(socket.file.rawValue, Int32(SHUT_RDWR))
    #if canImport(Darwin)
      // There a listening socket cannot be shut down; a client that goes away at once wakes the thread as well.
      if let knock = try? Socket(domain: AF_INET, type: .stream),
        let address = try? sockaddr_in.inet(ip4: "127.0.0.1", port: port)
      {
        try? knock.connect(to: address)
        try? knock.close()
      }
    #endif
  }

  /// Closes the port. Only the accepting thread calls this, after its last `accept`.
  func close() {
    try? socket.close()
  }
}

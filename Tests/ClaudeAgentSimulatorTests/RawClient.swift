import Dispatch
import FlyingSocks
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A client that sends bytes and notes how the connection ends, which no HTTP library tells.
struct RawClient {
  enum Ending: Equatable {
    case ended
    case reset
    case timedOut
    case refused
  }

  struct Answer {
    var text: String
    var ending: Ending

    var status: Int { Int(text.dropFirst(9).prefix(3)) ?? 0 }
    var head: String { text.components(separatedBy: "\r\n\r\n").first ?? "" }
    var body: String { text.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n") }

    func header(_ name: String) -> String? {
      let line = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name + ": ") }
      return line.map { String($0.dropFirst(name.count + 2)) }
    }

    /// The types of the events in their order.
    var events: [String] {
      body.components(separatedBy: "\n").filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
    }

    /// The texts of all `text_delta` events put together.
    var deltaText: String {
      let lines = body.components(separatedBy: "\n").filter { $0.hasPrefix("data: ") }
      return lines.compactMap { line -> String? in
        let object = try? JSONSerialization.jsonObject(with: Data(line.dropFirst(6).utf8)) as? [String: Any]
        return (object?["delta"] as? [String: Any])?["text"] as? String
      }.joined()
    }

    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:]
    }
  }

  let port: UInt16

  /// Sends the bytes and reads to the end of the connection. `watch` gets all the text so far each time more comes.
  func send(_ pieces: [String], watch: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Answer {
    let port = port
    return try await onThread {
      let socket = try Socket(domain: AF_INET, type: .stream)
      defer { try? socket.close() }
      // Far beyond what any answer takes; it only keeps a broken test from waiting for ever.
      try socket.setValue(timeval(tv_sec: 600, tv_usec: 0), for: ReceiveTimeout())
      do {
        try socket.connect(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
      } catch {
        return Answer(text: "", ending: .refused)
      }
      for piece in pieces {
        let data = Data(piece.utf8)
        var sent = data.startIndex
        while sent < data.endIndex { sent = try socket.write(data, from: sent) }
      }
      return Self.read(socket, watch: watch)
    }
  }

  private static func read(_ socket: Socket, watch: (String) -> Void) -> Answer {
    var bytes: [UInt8] = []
    while true {
      do {
        let more = try socket.read(atMost: 1 << 16)
        bytes += more
        watch(String(decoding: bytes, as: UTF8.self))
      } catch {
        let ending: Ending =
          switch error as? SocketError {
          case .disconnected: .ended
          case .blocked: .timedOut
          default: .reset
          }
        return Answer(text: String(decoding: bytes, as: UTF8.self), ending: ending)
      }
    }
  }

  func post(
    _ body: String, path: String = "/v1/messages?beta=true", watch: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Answer {
    try await send([Self.request(body, path: path)], watch: watch)
  }

  static func request(_ body: String, path: String = "/v1/messages?beta=true", connection: String = "close") -> String {
    """
    POST \(path) HTTP/1.1\r
    host: 127.0.0.1\r
    content-type: application/json\r
    x-api-key: test\r
    connection: \(connection)\r
    content-length: \(body.utf8.count)\r
    \r
    \(body)
    """
  }

  /// The body of a request with one text of the user.
  static func prompt(_ text: String, stream: Bool = true) -> String {
    #"{"model":"claude-test","max_tokens":100,"stream":\#(stream),"messages":[{"role":"user","content":[{"type":"text","text":"\#(text)"}]}]}"#
  }

  func ask(_ text: String, stream: Bool = true) async throws -> Answer {
    try await post(Self.prompt(text, stream: stream))
  }
}

private struct ReceiveTimeout: SocketOption {
  var name: Int32 { SO_RCVTIMEO }
  func makeValue(from socketValue: timeval) -> timeval { socketValue }
  func makeSocketValue(from value: timeval) -> timeval { value }
}

/// Runs blocking code on a thread of its own.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
  }
}

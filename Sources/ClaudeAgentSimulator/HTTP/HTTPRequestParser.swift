/// Makes requests out of the bytes of a connection. It does no I/O: it takes bytes and gives what is complete.
struct HTTPRequestParser {
  /// Why a connection cannot go on, with the HTTP status that says so.
  struct Failure: Error, Equatable {
    var status: Int
    var reason: String
  }

  /// A head beyond this is refused with 431.
  static let longestHead = 64 << 10
  /// A body beyond this is refused with 413; images and long conversations stay far below.
  static let longestBody = 64 << 20

  private struct Head {
    var request: HTTPRequest
    var length: Int
    var isChunked: Bool
  }

  private var buffer: [UInt8] = []
  private var head: Head?
  /// The client waits for `100 Continue` before it sends the body. The caller answers and takes this back.
  private(set) var awaitsContinue = false

  mutating func append(_ bytes: [UInt8]) {
    buffer += bytes
  }

  mutating func continueIsSent() {
    awaitsContinue = false
  }

  /// The next whole request, or nil when bytes are missing.
  mutating func next() throws(Failure) -> HTTPRequest? {
    if head == nil { head = try takeHead() }
    guard let head else { return nil }
    guard let request = try takeBody(of: head) else { return nil }
    self.head = nil
    awaitsContinue = false
    return request
  }

  private mutating func takeHead() throws(Failure) -> Head? {
    // Some clients send an empty line between requests.
    while buffer.starts(with: [0x0D, 0x0A]) { buffer.removeFirst(2) }
    guard let end = buffer.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
      if buffer.count > Self.longestHead { throw Failure(status: 431, reason: "the request's head is too long") }
      return nil
    }
    let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    buffer.removeSubrange(..<end.upperBound)
    return try Self.head(of: lines.map(String.init))
  }

  private static func head(of lines: [String]) throws(Failure) -> Head {
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      throw Failure(status: 400, reason: "the request line is not one of HTTP/1")
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { throw Failure(status: 400, reason: "a header has no colon") }
      let name = line[..<colon].lowercased()
      let value = String(line[line.index(after: colon)...].trimmingBlanks)
      headers[name] = headers[name].map { $0 + ", " + value } ?? value
    }
    var length = 0
    if let text = headers["content-length"] {
      guard let count = Int(text), count >= 0 else { throw Failure(status: 400, reason: "the length is no number") }
      guard count <= longestBody else { throw Failure(status: 413, reason: "the body is too long") }
      length = count
    }
    let request = HTTPRequest(
      method: String(words[0]), target: String(words[1]), headers: headers, body: [],
      isHTTP10: words[2] == "HTTP/1.0")
    let isChunked = headers["transfer-encoding"]?.lowercased().contains("chunked") ?? false
    return Head(request: request, length: length, isChunked: isChunked)
  }

  private mutating func takeBody(of head: Head) throws(Failure) -> HTTPRequest? {
    var request = head.request
    if head.isChunked {
      guard let (body, end) = try Self.chunked(buffer) else { return waitForBody(of: head) }
      request.body = body
      buffer.removeSubrange(..<end)
    } else {
      guard buffer.count >= head.length else { return waitForBody(of: head) }
      request.body = Array(buffer[..<head.length])
      buffer.removeSubrange(..<head.length)
    }
    return request
  }

  private mutating func waitForBody(of head: Head) -> HTTPRequest? {
    if buffer.isEmpty, head.request.headers["expect"]?.lowercased() == "100-continue" { awaitsContinue = true }
    return nil
  }

  /// The body of a chunked request and where it ends, or nil when bytes are missing.
  private static func chunked(_ bytes: [UInt8]) throws(Failure) -> (body: [UInt8], end: Int)? {
    guard bytes.count <= longestBody else { throw Failure(status: 413, reason: "the body is too long") }
    var body: [UInt8] = []
    var at = 0
    while let line = bytes[at...].firstRange(of: [0x0D, 0x0A]) {
      let digits = String(decoding: bytes[at..<line.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      guard let count = Int(digits.trimmingBlanks, radix: 16), count >= 0, count <= longestBody else {
        throw Failure(status: 400, reason: "a chunk has no length")
      }
      at = line.upperBound
      if count == 0 {
        // Trailers, if any, end with an empty line.
        while let trailer = bytes[at...].firstRange(of: [0x0D, 0x0A]) {
          if trailer.lowerBound == at { return (body, trailer.upperBound) }
          at = trailer.upperBound
        }
        return nil
      }
      guard bytes.count >= at + count + 2 else { return nil }
      body += bytes[at..<at + count]
      at += count + 2
    }
    return nil
  }
}

extension StringProtocol {
  fileprivate var trimmingBlanks: SubSequence {
    let end = lastIndex { $0 != " " && $0 != "\t" }
    guard let end, let start = firstIndex(where: { $0 != " " && $0 != "\t" }) else {
      return self[startIndex..<startIndex]
    }
    return self[start...end]
  }
}

import Testing

@testable import ClaudeAgentSimulator

@Suite struct HTTPRequestParserTests {
  private static let twoRequests =
    "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nX-Two: a\r\nX-Two: b\r\n\r\nhello"
    + "POST /chunked HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    + "5;ext=1\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"

  @Test func `requests are the same at every split size`() throws {
    let bytes = Array(Self.twoRequests.utf8)
    for size in 1...bytes.count {
      var parser = HTTPRequestParser()
      var requests: [HTTPRequest] = []
      var at = 0
      while at < bytes.count {
        parser.append(Array(bytes[at..<min(at + size, bytes.count)]))
        at += size
        while let request = try parser.next() { requests.append(request) }
      }
      try #require(requests.count == 2, "split size \(size)")
      #expect(requests[0].target == "/a?b=c")
      #expect(requests[0].headers["x-two"] == "a, b")
      #expect(requests[0].body == Array("hello".utf8))
      #expect(requests[0].keepsAlive)
      #expect(requests[1].body == Array("hello0123456789".utf8))
      #expect(!requests[1].keepsAlive)
    }
  }

  @Test func `a client that waits for leave to send is noticed once`() throws {
    var parser = HTTPRequestParser()
    parser.append(Array("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n".utf8))
    #expect(try parser.next() == nil)
    #expect(parser.awaitsContinue)
    parser.continueIsSent()
    #expect(!parser.awaitsContinue)
    parser.append(Array("ok".utf8))
    #expect(try parser.next()?.body == Array("ok".utf8))
  }

  @Test(arguments: [
    ("GET\r\n\r\n", 400), ("GET / FTP/1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400), ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
    (String(repeating: "x", count: 70_000), 431),
  ])
  func `bad requests say which error they are`(text: String, status: Int) {
    var parser = HTTPRequestParser()
    parser.append(Array(text.utf8))
    let failure = #expect(throws: HTTPRequestParser.Failure.self) { try parser.next() }
    #expect(failure?.status == status)
  }
}

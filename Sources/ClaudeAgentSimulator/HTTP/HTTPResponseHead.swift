/// The first lines of an answer.
struct HTTPResponseHead {
  var status: Int
  var headers: [(name: String, value: String)]

  var text: String {
    var text = "HTTP/1.1 \(status) \(Self.reason(of: status))\r\n"
    for header in headers {
      // Data must not be able to end a line and begin another header.
      text += "\(header.name.withoutLineEnds): \(header.value.withoutLineEnds)\r\n"
    }
    return text + "\r\n"
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 413: "Content Too Large"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 529: "Overloaded"
    default: "Status"
    }
  }
}

extension String {
  fileprivate var withoutLineEnds: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\r" && $0 != "\n" }))
  }
}

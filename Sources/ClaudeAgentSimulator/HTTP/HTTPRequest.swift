/// One request as it came over a connection.
struct HTTPRequest: Sendable, Equatable {
  var method: String
  /// The path with its query.
  var target: String
  /// Names in lower case; the values of a doubled header are joined by commas.
  var headers: [String: String]
  var body: [UInt8]
  var isHTTP10: Bool

  /// Whether the client lets the connection be used again.
  var keepsAlive: Bool {
    let connection = headers["connection"]?.lowercased() ?? ""
    return isHTTP10 ? connection.contains("keep-alive") : !connection.contains("close")
  }
}

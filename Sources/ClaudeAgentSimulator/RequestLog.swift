/// The requests that came, counted all, kept only the last ones.
struct RequestLog: Sendable {
  private let limit: Int
  private(set) var count = 0
  private var kept: [ReceivedRequest] = []

  init(limit: Int) {
    self.limit = max(limit, 0)
  }

  mutating func append(_ request: ReceivedRequest) {
    count += 1
    kept.append(request)
    // Dropped in blocks, so that a long run does not move the whole list for each request.
    if kept.count >= 2 * max(limit, 1) { kept.removeFirst(kept.count - limit) }
  }

  /// The newest requests in the order they came.
  var requests: [ReceivedRequest] { Array(kept.suffix(limit)) }
}

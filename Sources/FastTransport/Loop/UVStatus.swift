internal import CUV

/// libuv's negative codes as errors of this module.
enum UVStatus {
  /// Throws for a negative code.
  @inline(__always)
  static func check(_ code: Int32, _ place: @autoclosure () -> String) throws(TransportError) {
    if code < 0 { throw error(code, place()) }
  }

  static func error(_ code: Int32, _ place: String) -> TransportError {
    switch code {
    case UV_EOF.rawValue, UV_EPIPE.rawValue, UV_ECONNRESET.rawValue:
      return TransportError(.closed, number: code, at: place)
    case UV_ECANCELED.rawValue: return TransportError(.cancelled, number: code, at: place)
    default: return TransportError(.system, number: code, at: place)
    }
  }

  /// libuv's words for a code.
  static func text(_ code: Int32) -> String {
    guard let text = unsafe uv_strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}

internal import CUV

/// Drains a pipe of text: keeps the end of it, and hands lines on. Used for a child's standard error, which must never
/// fill up and stop the child.
@safe
package final class TailReader: PipeHandle, @unchecked Sendable {
  // Touched on the loop only.
  private var kept: [UInt8] = []
  private let limit: Int
  private var line: [UInt8] = []
  private let onLine: (@Sendable (String) -> Void)?
  private var onEnd: (() -> Void)?

  /// Takes `descriptor` over.
  ///
  /// - Parameters:
  ///   - limit: How many bytes of the end are kept.
  ///   - onLine: Receives each line that is not blank, without trailing blanks; a line of more than 64 KiB in pieces.
  ///   - onEnd: Called once, when the other side has closed or reading has failed.
  package init(
    loop: EventLoop, descriptor: Int32, limit: Int = 16 << 10, onLine: (@Sendable (String) -> Void)?,
    onEnd: @escaping () -> Void
  ) throws(TransportError) {
    self.limit = limit
    self.onLine = onLine
    self.onEnd = onEnd
    try super.init(loop: loop, descriptor: descriptor)
    // Safe: the pipe is open.
    let started = unsafe uv_read_start(stream, tailReaderClaim, tailReaderRead)
    if started < 0 { finish() }
  }

  /// The last bytes as text, from the start of a line where one fits.
  package var tail: String {
    var bytes = kept[...]
    if bytes.count > limit {
      bytes = bytes.suffix(limit)
      if let newline = bytes.firstIndex(of: 0x0A), newline < bytes.endIndex - 1 { bytes = bytes[(newline + 1)...] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What came so far is nobody's any more.
  package func forget() {
    kept = []
    line = []
  }

  /// Stops reading; what came so far stays.
  package func finish() {
    guard let end = onEnd else { return }
    onEnd = nil
    flush()
    close()
    end()
  }

  fileprivate func claim() -> uv_buf_t {
    // Safe: the loop's scratch is free between callbacks, and the read that fills it follows at once.
    unsafe uv_buf_init(loop.scratch.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(loop.scratch.count))
  }

  fileprivate func didRead(_ count: Int) {
    guard count >= 0 else { return finish() }
    // Safe: the read has filled `count` bytes of the scratch.
    unsafe keep(Array(loop.scratch[..<count])[...])
  }

  private func keep(_ bytes: ArraySlice<UInt8>) {
    kept += bytes
    if kept.count > limit * 2 { kept.removeFirst(kept.count - limit) }
    guard onLine != nil else { return }
    for byte in bytes {
      if byte == 0x0A || line.count >= 64 << 10 { flush() }
      if byte != 0x0A { line.append(byte) }
    }
  }

  private func flush() {
    while let last = line.last, last <= 0x20 { line.removeLast() }
    if !line.isEmpty { onLine?(String(decoding: line, as: UTF8.self)) }
    line.removeAll(keepingCapacity: true)
  }
}

private func tailReaderClaim(
  _ handle: UnsafeMutablePointer<uv_handle_t>?, _ suggested: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?
) {
  guard let reader = unsafe LoopHandle.owner(of: handle) as? TailReader else { return }
  unsafe buffer?.pointee = reader.claim()
}

private func tailReaderRead(
  _ stream: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _ buffer: UnsafePointer<uv_buf_t>?
) {
  let handle = unsafe UnsafeMutableRawPointer(stream)?.assumingMemoryBound(to: uv_handle_t.self)
  (unsafe LoopHandle.owner(of: handle) as? TailReader)?.didRead(count)
}

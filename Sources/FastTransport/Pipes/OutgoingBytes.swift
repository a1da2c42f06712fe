#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// One frame on its way out: bytes that stay where they are until the kernel has taken them.
@safe
final class OutgoingBytes: @unchecked Sendable {
  // Sendable: written once, before it is handed to the loop.
  let start: UnsafeMutablePointer<UInt8>
  let count: Int
  let written: (@Sendable (TransportError?) -> Void)?

  /// - Parameter done: How many of the first bytes have left already.
  init?(_ bytes: [UInt8], skipping done: Int = 0, written: (@Sendable (TransportError?) -> Void)?) {
    let count = bytes.count - done
    // Safe: freed in `deinit`; the copy stays inside both blocks.
    guard let memory = unsafe malloc(max(1, count)) else { return nil }
    unsafe start = memory.assumingMemoryBound(to: UInt8.self)
    self.count = count
    self.written = written
    unsafe bytes.withUnsafeBytes { source in
      // Safe: the block has room for just these bytes.
      if let base = source.baseAddress { unsafe memcpy(start, base + done, count) }
    }
  }

  deinit { unsafe free(start) }
}

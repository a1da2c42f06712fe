internal import CUV

/// Owns one libuv handle. The memory is freed in the close callback, and the owner lives until then.
///
/// Made, used and closed on the loop's thread only.
@safe
package class LoopHandle: @unchecked Sendable {
  // Sendable: see above; references may travel, calls may not.

  let loop: EventLoop
  let raw: UnsafeMutableRawPointer
  private(set) var isClosing = false
  private var afterClose: (() -> Void)?

  /// - Parameter size: The size of the handle's C type.
  init(loop: EventLoop, byteCount: Int) {
    self.loop = loop
    unsafe raw = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    unsafe raw.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  deinit {
    // Safe: either the handle was never started or its close callback has run.
    unsafe raw.deallocate()
  }

  var handle: UnsafeMutablePointer<uv_handle_t> {
    unsafe raw.assumingMemoryBound(to: uv_handle_t.self)
  }

  /// libuv knows the handle now: it keeps its owner alive until it is closed.
  func didStart() {
    // Safe: balanced in `closed`.
    unsafe handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
  }

  /// Closes the handle. `then` runs on the loop when libuv has let go of it. Again is nothing.
  func close(then: (() -> Void)? = nil) {
    guard !isClosing else { return }
    isClosing = true
    afterClose = then
    // Safe: the handle was started and is not closing.
    unsafe uv_close(handle, loopHandleClosed)
  }

  fileprivate func closed() {
    let then = afterClose
    afterClose = nil
    then?()
  }

  /// Runs `body` with the owner of a handle that libuv hands to a callback made for this kind of owner.
  @inline(__always)
  static func withOwner<Owner: LoopHandle>(
    of handle: UnsafeMutablePointer<uv_handle_t>?, as kind: Owner.Type, _ body: (Owner) -> Void
  ) {
    guard let data = unsafe handle?.pointee.data else { return }
    // Safe: `didStart` put a retained owner there, and it is alive until `closed`; only an `Owner` registers the
    // callback, which the debug build checks.
    unsafe Unmanaged<LoopHandle>.fromOpaque(data)._withUnsafeGuaranteedRef {
      unsafe body(unsafeDowncast($0, to: kind))
    }
  }

  /// The owner of a handle that libuv hands to a callback.
  static func owner(of handle: UnsafeMutablePointer<uv_handle_t>?) -> LoopHandle? {
    guard let data = unsafe handle?.pointee.data else { return nil }
    // Safe: `didStart` put a retained owner there, and it is alive until `closed`.
    return unsafe Unmanaged<LoopHandle>.fromOpaque(data).takeUnretainedValue()
  }
}

/// The one close callback.
private func loopHandleClosed(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
  guard let data = unsafe handle?.pointee.data else { return }
  unsafe handle?.pointee.data = nil
  // Safe: this takes over the reference of `didStart`.
  unsafe Unmanaged<LoopHandle>.fromOpaque(data).takeRetainedValue().closed()
}

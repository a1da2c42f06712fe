#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Copies from one descriptor to another on a thread of its own, until either ends. Closes neither.
final class PipeCopy: Sendable {
  private let source: Int32
  private let target: Int32

  init(from source: Int32, to target: Int32) {
    self.source = source
    self.target = target
  }

  func start() {
    var thread = pthread_t()
    // Safe: the thread takes the reference over.
    let argument = unsafe Unmanaged.passRetained(self).toOpaque()
    unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<PipeCopy>.fromOpaque(argument).takeRetainedValue().copy()
        return nil
      }, argument)
    pthread_detach(thread)
  }

  private func copy() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(source, &buffer, buffer.count)
      guard count > 0, unsafe write(target, buffer, count) == count else { return }
    }
  }
}

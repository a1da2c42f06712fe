#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// The size of a pipe's buffer in the kernel.
enum PipeSize {
  /// What a busy pipe is grown to. An unprivileged user owns 64 MiB of pipe buffers, so pipes start small and grow on
  /// evidence: after the first read that nearly filled one.
  static let grown: Int32 = 256 << 10

  /// Grows the pipe; a refusal is ignored, since it costs only speed.
  static func grow(_ descriptor: Int32) {
    #if os(Linux)
      let setPipeSize: Int32 = 1031
      _ = fcntl(descriptor, setPipeSize, grown)
    #endif
  }
}

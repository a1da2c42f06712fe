#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Closes descriptors that nobody else owns.
package func closeDescriptors(_ descriptors: [Int32]) {
  for descriptor in descriptors where descriptor >= 0 { _ = close(descriptor) }
}

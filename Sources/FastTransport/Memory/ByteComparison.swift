#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Whether `count` bytes are the same, for the short runs that keys and names are: a pair of overlapping loads up to
/// sixteen bytes, the C library beyond.
@inline(__always)
func sameBytes(_ one: UnsafePointer<UInt8>, _ two: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let one = unsafe UnsafeRawPointer(one)
  let two = unsafe UnsafeRawPointer(two)
  // Safe: every load lies inside the `count` bytes.
  if count >= 8 {
    if count > 16 { return unsafe memcmp(one, two, count) == 0 }
    return unsafe one.loadUnaligned(as: UInt64.self) == two.loadUnaligned(as: UInt64.self)
      && one.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        == two.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  }
  if count >= 4 {
    return unsafe one.loadUnaligned(as: UInt32.self) == two.loadUnaligned(as: UInt32.self)
      && one.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        == two.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
  }
  if count >= 2 {
    return unsafe one.loadUnaligned(as: UInt16.self) == two.loadUnaligned(as: UInt16.self)
      && one.loadUnaligned(fromByteOffset: count &- 2, as: UInt16.self)
        == two.loadUnaligned(fromByteOffset: count &- 2, as: UInt16.self)
  }
  return unsafe count == 0 || one.load(as: UInt8.self) == two.load(as: UInt8.self)
}

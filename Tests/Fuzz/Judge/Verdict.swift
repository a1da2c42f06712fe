#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the process with a sentence when `statement` does not hold: the fuzzer then keeps the input.
@inline(__always)
package func demand(_ statement: Bool, _ sentence: @autoclosure () -> String) {
  if !statement { refute(sentence()) }
}

package func refute(_ sentence: String) -> Never {
  print("fuzz: " + sentence)
  _ = fflush(nil)
  abort()
}

/// The bytes in a form that can be read in a report.
package func shown(_ bytes: some Collection<UInt8>) -> String {
  let head = bytes.prefix(200).map { byte -> String in
    byte >= 0x20 && byte < 0x7F ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
  }
  return "'" + head.joined() + (bytes.count > 200 ? "'… (\(bytes.count) bytes)" : "'")
}

/// Names to find keys and texts among, without making a string for what is looked up.
///
/// The names lie one behind the other; each hangs in the bucket of its length and two of its bytes, so that a look-up
/// compares with one name mostly. The names are those of the program: an input cannot choose how they are spread.
package final class JSONNames: Sendable {
  private let bytes: [UInt8]
  /// Where each name begins, and behind the last one the end.
  private let starts: [Int32]
  /// The number of the first name in each bucket, and for each name the next one in its bucket; -1 for none.
  private let buckets: [Int32]
  private let following: [Int32]

  /// Takes the names; of equal ones the first is found.
  package init(_ names: [String]) {
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var bytes: [UInt8] = []
    var starts: [Int32] = [0]
    var buckets = [Int32](repeating: -1, count: size)
    var following = [Int32](repeating: -1, count: names.count)
    for name in names {
      bytes.append(contentsOf: name.utf8)
      starts.append(Int32(truncatingIfNeeded: bytes.count))
    }
    for number in names.indices.reversed() {
      let name = Array(names[number].utf8)
      // Safe: the bytes are read inside the closure.
      let bucket = unsafe name.withUnsafeBufferPointer { unsafe Self.bucket(of: $0, among: size) }
      following[number] = buckets[bucket]
      buckets[bucket] = Int32(truncatingIfNeeded: number)
    }
    self.bytes = bytes
    self.starts = starts
    self.buckets = buckets
    self.following = following
  }

  package var count: Int { following.count }

  /// The number of the name with just these bytes; -1 when there is none.
  @inline(__always)
  func index(of key: UnsafeBufferPointer<UInt8>) -> Int {
    var number = unsafe Int(buckets[Self.bucket(of: key, among: buckets.count)])
    while number >= 0 {
      let start = Int(starts[number])
      if Int(starts[number &+ 1]) &- start == key.count {
        // Safe: both runs are `key.count` bytes long.
        let same = unsafe bytes.withUnsafeBufferPointer { names in
          guard let one = names.baseAddress, let two = key.baseAddress else { return true }
          return unsafe sameBytes(one + start, two, key.count)
        }
        if same { return number }
      }
      number = Int(following[number])
    }
    return -1
  }

  @inline(__always)
  private static func bucket(of key: UnsafeBufferPointer<UInt8>, among count: Int) -> Int {
    let length = key.count
    guard length > 0 else { return 0 }
    // Safe: there is a first and a last byte.
    let mixed = unsafe (length &* 31 &+ Int(key[0])) &* 31 &+ Int(key[length &- 1])
    return mixed & (count &- 1)
  }
}

extension JSONCursor {
  /// The number in `names` of the string at `place`; -1 for another string, nil for what is no string or has a bad
  /// escape.
  @inline(__always)
  func index(of place: Int, in names: JSONNames) -> Int? {
    guard let range = stringRange(at: place) else { return nil }
    // Safe: the bytes are read while the cursor is open.
    let raw = unsafe bytes(range)
    if unsafe !raw.contains(0x5C) { return unsafe names.index(of: raw) }
    guard var text = string(at: place) else { return nil }
    return text.withUTF8 { unsafe names.index(of: $0) }
  }
}

extension JSONNode {
  /// The number in `names` of this string; -1 for another string, nil for what is no string or has a bad escape.
  package func index(in names: JSONNames) -> Int? { cursor?.index(of: Int(place), in: names) }
}

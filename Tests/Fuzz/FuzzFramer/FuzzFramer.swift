import Judge

@testable import FastTransport

/// A stream in pieces: two connections share a ring of small slabs, their bytes come in turns and in pieces of any
/// size, and what each reader finds must be what a plain split at the line ends finds.
///
/// The first eight bytes of the input say how: the slab's size, the smallest read, the longest line, the memory for long
/// lines, whether there are two connections, and the seed of the sizes of the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFramer(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= 8 else { return 0 }
  // Safe: the fuzzer lends `count` bytes for the length of this call.
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  let setting = Setting(bytes[..<8])
  let payload = bytes[8...]
  let middle = setting.isShared ? payload.startIndex + payload.count / 2 : payload.endIndex
  let budget = LineBudget(bytes: setting.budget)
  do {
    let ring = ByteRing(slabSize: setting.slabSize, freeSlabs: 2, smallestRead: setting.smallestRead)
    let streams = [payload[..<middle], payload[middle...]].map { bytes in
      PiecewiseStream(Array(bytes), ring: ring, setting: setting, budget: budget)
    }
    var random = setting.random
    while streams.contains(where: { !$0.isAtEnd }) {
      for stream in streams { stream.push(random.next(setting.longestPiece)) }
    }
    for stream in streams.reversed() { stream.finish() }
    for stream in streams { stream.judge() }
  }
  demand(budget.bytesInUse == 0, "\(budget.bytesInUse) bytes of the budget were not given back")
  return 0
}

struct Setting {
  let slabSize: Int
  let smallestRead: Int
  let longestLine: Int
  let budget: Int
  let longestPiece: Int
  let isShared: Bool
  let random: Random

  init(_ bytes: ArraySlice<UInt8>) {
    let byte = bytes.map(Int.init)
    slabSize = [16, 64, 100, 256, 1000, 4096, 65536][byte[0] % 7]
    smallestRead = [1, 4, 32, 128][byte[1] % 4]
    longestLine = byte[2] % 2 == 0 ? 1 << 20 : 1 + byte[2]
    budget = byte[3] % 2 == 0 ? 1 << 30 : byte[3] * 16
    isShared = byte[4] % 2 == 1
    longestPiece = [1, 3, 16, 100, 5000][byte[5] % 5]
    random = Random(state: UInt64(byte[6]) << 8 | UInt64(byte[7]))
  }
}

/// SplitMix64.
struct Random {
  var state: UInt64

  /// A number from 1 to `limit`.
  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(limit)) + 1
  }
}

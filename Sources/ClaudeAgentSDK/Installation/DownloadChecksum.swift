internal import FastTransport

/// SHA-256 (FIPS 180-4), over bytes that come in pieces.
///
/// The installer checks what any source hands it, so the check is its own: a source that computes its own proof proves
/// nothing. A cryptography package would be the heaviest dependency of the whole library for this one function.
struct DownloadChecksum: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes of the block that is not full yet.
  private var pending: [UInt8] = []
  private var byteCount: UInt64 = 0
  /// The message schedule of a block; kept, so that a block allocates nothing.
  private var schedule = [UInt32](repeating: 0, count: 64)

  init() {
    pending.reserveCapacity(Self.blockByteCount)
  }

  private static let blockByteCount = 64

  /// Takes in the next bytes.
  mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var index = 0
    if !pending.isEmpty {
      while index < bytes.count, pending.count < Self.blockByteCount {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == Self.blockByteCount else { return }
      let block = pending
      digest(block.span, at: 0)
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - index >= Self.blockByteCount {
      digest(bytes, at: index)
      index += Self.blockByteCount
    }
    while index < bytes.count {
      pending.append(bytes[index])
      index += 1
    }
  }

  /// The checksum of all bytes so far, in 64 lower-case hexadecimal digits.
  func hexadecimal() -> String {
    var end = self
    let bitCount = byteCount &* 8
    var padding: [UInt8] = [0x80]
    while (end.pending.count + padding.count) % Self.blockByteCount != 56 { padding.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
    }
    end.update(padding.span)
    return end.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// One block of 64 bytes into the state.
  private mutating func digest(_ bytes: Span<UInt8>, at start: Int) {
    for index in 0..<16 {
      let place = start + index * 4
      schedule[index] =
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
        | UInt32(bytes[place + 3])
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let first = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let second = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let first = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      let one = h &+ first &+ ((e & f) ^ (~e & g)) &+ Self.constants[index] &+ schedule[index]
      let second = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      let two = second &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e) = (g, f, e, d &+ one)
      (d, c, b, a) = (c, b, a, one &+ two)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }

  @inline(__always)
  private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

extension DownloadChecksum {
  /// The checksum of a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - progress: Called after each piece with the bytes so far.
  /// - Throws: `installationFailed` when it cannot be read, `cancelled` when the task is.
  static func ofFile(
    _ path: String, progress: (Int) -> Void = { _ in }
  ) throws(ClaudeAgentError) -> String {
    var checksum = DownloadChecksum()
    do throws(TransportError) {
      try FileSystem.read(path) { chunk in
        checksum.update(chunk)
        progress(Int(checksum.byteCount))
        return !Task.isCancelled
      }
    } catch {
      throw ClaudeAgentError(installing: error, "could not be read")
    }
    guard !Task.isCancelled else { throw ClaudeAgentError(.cancelled, detail: "The installation was cancelled.") }
    return checksum.hexadecimal()
  }

  /// Whether a text is a checksum: 64 hexadecimal digits.
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
      }
  }
}

extension ClaudeAgentError {
  /// A file call that failed while installing: `mkdir /x/y: permission denied`.
  init(installing error: TransportError, _ what: String) {
    self.init(
      .installationFailed, detail: "A file of the installation \(what): \(error.place): \(error.systemText).",
      advice: "See that the folder is there, is yours, and has 600 MB to spare.",
      context: Context { $0.underlying = error })
  }
}

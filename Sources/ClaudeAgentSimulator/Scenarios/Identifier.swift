/// Ids that look like the API's and are the same in every run.
enum Identifier {
  private static let digits = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

  static func make(_ prefix: String, from identity: String, count: Int = 22) -> String {
    // FNV-1a gathers the identity, SplitMix64 draws digits from it.
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (prefix + "|" + identity).utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var id = prefix
    for _ in 0..<count {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      id.append(digits[Int((mixed ^ (mixed >> 31)) % UInt64(digits.count))])
    }
    return id
  }
}

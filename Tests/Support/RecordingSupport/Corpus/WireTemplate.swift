private import ClaudeAgentSDK

/// A recording whose long text is made again instead of being kept: the first line says how, and what the result must
/// be; in the rest `@@lorem@@` stands for the text, as JSON writes it.
///
/// The text comes from the generator that the recorded model's reply came from: words picked by a linear congruential
/// generator.
struct WireTemplate {
  private let body: ArraySlice<UInt8>
  private let size: Int
  private let seed: Int
  private let byteCount: Int
  private let hash: UInt64

  struct Fault: Error {
    let reason: String
  }

  init(_ template: [UInt8]) throws {
    guard let end = template.firstIndex(of: UInt8(ascii: "\n")), let head = JSONView(copying: template[..<end]),
      let size = head["lorem"]?["bytes"]?.int, let seed = head["lorem"]?["seed"]?.int,
      let count = head["bytes"]?.int, let hash = head["fnv1a64"]?.string.flatMap({ UInt64($0, radix: 16) })
    else { throw Fault(reason: "the template's first line cannot be read") }
    body = template[(end + 1)...]
    (self.size, self.seed, byteCount, self.hash) = (size, seed, count, hash)
  }

  /// The recording, byte by byte as it was.
  func expanded() throws -> [UInt8] {
    let text = Self.lorem(byteCount: size, seed: seed)
    let marker = Array("@@lorem@@".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(byteCount)
    var rest = body
    while let at = rest.firstIndex(of: marker[0]) {
      result += rest[..<at]
      if rest[at...].starts(with: marker) {
        result += text
        rest = rest[(at + marker.count)...]
      } else {
        result.append(rest[at])
        rest = rest[(at + 1)...]
      }
    }
    result += rest
    guard result.count == byteCount, Self.fnv1a64(result) == hash else {
      throw Fault(reason: "the template does not give the recording: \(result.count) bytes")
    }
    return result
  }

  /// The text, with line feeds escaped.
  private static func lorem(byteCount: Int, seed: Int) -> [UInt8] {
    let words = """
      lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna \
      aliqua ut enim ad minim veniam quis nostrud exercitation
      """.split(separator: " ").map { Array($0.utf8) }
    var text: [UInt8] = []
    var state = seed
    var number = 0
    while text.count < byteCount {
      state = (state &* 1_103_515_245 &+ 12_345) & 0x7FFF_FFFF
      text += words[(state >> 8) % words.count]
      text.append(number % 17 == 16 ? 0x0A : 0x20)
      number += 1
    }
    return text.prefix(byteCount).flatMap { $0 == 0x0A ? [0x5C, 0x6E] : [$0] }
  }

  private static func fnv1a64(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

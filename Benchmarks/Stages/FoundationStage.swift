import FastTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The view as Foundation would do it: a decoder, and the types of what is looked for.
enum FoundationStage {
  private struct Line: Decodable {
    let type: String
    let event: Event?
    let message: Reply?
  }

  private struct Event: Decodable {
    let delta: Delta?
  }

  private struct Delta: Decodable {
    let type: String
    let text: String?
  }

  private struct Reply: Decodable {
    let content: [Block]
  }

  private struct Block: Decodable {
    let type: String
    let text: String?
  }

  static func data(_ line: ByteSlice) -> Data { Data(line.array) }

  /// Check: the bytes of the texts, as in `StageDriver.view`.
  static func view(_ lines: [Data]) throws -> Int {
    let decoder = JSONDecoder()
    var bytes = 0
    for data in lines {
      let line = try decoder.decode(Line.self, from: data)
      if let delta = line.event?.delta, delta.type == "text_delta" { bytes += delta.text?.utf8.count ?? 0 }
      let texts = line.message?.content.filter { $0.type == "text" }.compactMap(\.text) ?? []
      bytes += texts.joined().utf8.count
    }
    return bytes
  }
}

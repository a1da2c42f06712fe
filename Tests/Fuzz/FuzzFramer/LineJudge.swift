import Judge

@testable import FastTransport

/// Splits a whole stream at its line ends and says what may come of each line.
///
/// Most lines leave no choice. Two do, since the reader sees a line in pieces: one whose bytes with their blanks pass
/// the longest line may be given up before its end is seen, and one that outgrows a slab may find the budget used up.
struct LineJudge {
  let setting: Setting
  private var lines: [Line] = []

  private struct Line {
    /// The line as it came, and without the blanks at its ends.
    let raw: [UInt8]
    let text: [UInt8]
    let isEnded: Bool
  }

  init(setting: Setting) { self.setting = setting }

  mutating func split(_ bytes: [UInt8]) {
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      append(bytes[start..<index], isEnded: true)
      start = index + 1
    }
    if start < bytes.count { append(bytes[start...], isEnded: false) }
  }

  private mutating func append(_ raw: ArraySlice<UInt8>, isEnded: Bool) {
    var text = raw
    while let byte = text.first, byte <= 0x20 { text.removeFirst() }
    while let byte = text.last, byte <= 0x20 { text.removeLast() }
    lines.append(Line(raw: Array(raw), text: Array(text), isEnded: isEnded))
  }

  /// Goes through the lines and the findings together; returns how many lines may have been skipped.
  func compare(_ found: [Finding], routed: [[UInt8]]) -> ClosedRange<Int> {
    var found = found[...]
    var routed = routed[...]
    var skipped = 0...0
    for line in lines {
      if let first = found.first, mayBeGivenUp(line, as: first) {
        found.removeFirst()
        continue
      }
      if line.text.isEmpty { continue }
      if line.text.first != UInt8(ascii: "{") {
        skipped = skipped.lowerBound + 1...skipped.upperBound + 1
        continue
      }
      let wanted = outcomes(of: line)
      if let first = routed.first, wanted.contains(.routed(first)) {
        routed.removeFirst()
      } else if let first = found.first, wanted.contains(first) {
        found.removeFirst()
      } else {
        refute("\(shown(line.raw)) became \(String(describing: found.first)) and not one of \(wanted)")
      }
    }
    demand(found.isEmpty && routed.isEmpty, "findings without a line: \(found), \(routed.count) routed")
    return skipped
  }

  /// A line that was given up before its end was seen.
  private func mayBeGivenUp(_ line: Line, as finding: Finding) -> Bool {
    guard case .fault(let code, let byteCount, let text) = finding, byteCount == line.raw.count,
      line.raw.starts(with: text), text.count <= LineFault.prefixLength
    else { return false }
    switch code {
    case .tooLong: return line.raw.count > setting.longestLine
    case .overBudget: return setting.budget < 1 << 30 && line.raw.count > setting.slabSize / 2
    default: return false
    }
  }

  private func outcomes(of line: Line) -> [Finding] {
    let text = line.text
    let json = NaiveJSON(text)
    if !line.isEnded, !json.isValid {
      return [fault(.truncated, text)]
    }
    if text.count > setting.longestLine { return [fault(.tooLong, text)] }
    guard text.last == UInt8(ascii: "}") else { return [fault(.notJSON, text)] }
    // The names in front decide without a look at the rest, which is the consumer's to check.
    for (tag, name) in PiecewiseStream.names.enumerated()
    where text.starts(with: Array("{\"type\":\"\(name)\"".utf8)) {
      // A name that ends the object, or a later member of the same key, is the business of the whole look-up.
      return [outcome(text, UInt8(tag))]
    }
    guard json.isValid else {
      return [fault(.notJSON, text), outcome(text, FrameTag.other)]
        + PiecewiseStream.names.indices.map { outcome(text, UInt8($0)) }
    }
    return [outcome(text, tag(json))]
  }

  private func outcome(_ text: [UInt8], _ tag: UInt8) -> Finding {
    tag == PiecewiseStream.routedTag ? .routed(text) : .frame(text, tag: tag)
  }

  /// A fault for a line that was seen whole: of a long one only the start is kept.
  private func fault(_ code: LineFault.Code, _ text: [UInt8]) -> Finding {
    let isLong = text.count > setting.longestLine
    return .fault(code, byteCount: text.count, text: isLong ? Array(text.prefix(LineFault.prefixLength)) : text)
  }

  private func tag(_ json: NaiveJSON) -> UInt8 {
    let root = json.values[0]
    guard let last = root.keys.lastIndex(where: { Array($0.utf8) == Array("type".utf8) }) else { return FrameTag.other }
    let type = json.values[root.children[last]]
    guard type.kind == .string else { return FrameTag.other }
    let names = PiecewiseStream.names.map(\.description)
    return names.firstIndex { Array($0.utf8) == Array(type.text.utf8) }.map { UInt8($0) } ?? FrameTag.other
  }
}

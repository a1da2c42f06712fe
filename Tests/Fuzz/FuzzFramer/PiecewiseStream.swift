import Judge

@testable import FastTransport

/// What a reader found for one line.
enum Finding: Equatable {
  case frame([UInt8], tag: UInt8)
  case routed([UInt8])
  case fault(LineFault.Code, byteCount: Int, text: [UInt8])
}

/// One connection: its bytes, its reader, and what came out.
final class PiecewiseStream {
  static let names: [StaticString] = ["assistant", "user", "control_request"]
  static let routedTag: UInt8 = 2

  let bytes: [UInt8]
  let setting: Setting
  private let reader: LineReader
  private var at = 0
  /// Kept to the end, so that a reader that wrote over a finished line would be caught.
  private var batches: [FrameBatch] = []
  private var routed: [Frame] = []

  init(_ bytes: [UInt8], ring: ByteRing, setting: Setting, budget: LineBudget) {
    self.bytes = bytes
    self.setting = setting
    var limits = FrameLimits()
    limits.longestLine = setting.longestLine
    let classifier = LineClassifier(names: Self.names, routed: [Self.routedTag])
    reader = LineReader(ring: ring, classifier: classifier, limits: limits, budget: budget)
  }

  var isAtEnd: Bool { at == bytes.count }

  func push(_ piece: Int) {
    guard !isAtEnd else { return }
    guard let room = unsafe reader.claim() else { refute("no memory to read into") }
    demand(room.count > 0, "an empty room to read into")
    let count = min(piece, room.count, bytes.count - at)
    // Safe: the room was claimed for this read and is at least `count` bytes long.
    unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<count]).copyBytes(from: bytes[at..<at + count])
    at += count
    keep(reader.commit(count, route: route))
  }

  func finish() { keep(reader.finish(route: route)) }

  private func route(_ frame: Frame) -> Bool {
    routed.append(frame)
    return false
  }

  private func keep(_ batch: FrameBatch?) {
    if let batch { batches.append(batch) }
  }

  /// Compares what was found with the plain split.
  func judge() {
    var judge = LineJudge(setting: setting)
    judge.split(bytes)
    var found: [Finding] = []
    for batch in batches {
      for index in 0..<batch.count {
        if let frame = batch.frame(at: index) {
          found.append(.frame(frame.node.textSlice.array, tag: frame.tag))
        } else if let fault = batch.fault(at: index) {
          found.append(.fault(fault.code, byteCount: fault.byteCount, text: fault.text?.array ?? []))
        } else {
          refute("neither frame nor fault at \(index)")
        }
      }
    }
    let skipped = judge.compare(found, routed: routed.map { $0.node.textSlice.array })
    demand(skipped.contains(reader.skippedLines), "\(reader.skippedLines) lines skipped and not \(skipped)")
  }
}

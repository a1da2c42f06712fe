import Testing

@testable import FastTransport

/// What came out of a reader, in order.
enum Seen: Equatable {
  case frame(String, UInt8)
  case fault(LineFault.Code, Int, String)
}

/// Feeds bytes to one reader as a loop would, in pieces of the given sizes.
final class Feeder {
  let reader: LineReader
  private(set) var seen: [Seen] = []
  private(set) var routed: [String] = []
  /// Slabs are kept so that a reader that wrote over a finished line would be caught.
  private var batches: [FrameBatch] = []

  init(_ reader: LineReader) { self.reader = reader }

  func feed(_ bytes: ArraySlice<UInt8>, piece: Int) {
    var rest = bytes
    while !rest.isEmpty {
      let next = rest.prefix(piece)
      push(next)
      rest = rest.dropFirst(next.count)
    }
  }

  func push(_ piece: ArraySlice<UInt8>) {
    var rest = piece
    while !rest.isEmpty {
      guard let room = unsafe reader.claim() else {
        Issue.record("no memory to read into")
        return
      }
      let count = min(room.count, rest.count)
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<count]).copyBytes(from: rest.prefix(count))
      keep(reader.commit(count, route: route))
      rest = rest.dropFirst(count)
    }
  }

  func finish() { keep(reader.finish(route: route)) }

  private func route(_ frame: Frame) -> Bool {
    routed.append(frame.node.rawText ?? "?")
    return false
  }

  private func keep(_ batch: FrameBatch?) {
    if let batch { batches.append(batch) }
  }

  /// Reads everything only now, when all bytes have gone by.
  func result() -> [Seen] {
    batches.flatMap { batch in
      (0..<batch.count).compactMap { index -> Seen? in
        if let frame = batch.frame(at: index) {
          return .frame(String(decoding: frame.node.textSlice.array, as: UTF8.self), frame.tag)
        }
        return batch.fault(at: index).map {
          .fault($0.code, $0.byteCount, String(decoding: $0.text?.array ?? [], as: UTF8.self))
        }
      }
    }
  }
}

private let classifier = LineClassifier(names: ["assistant", "user", "control_request"], routed: [2])

private func feeder(slab: Int = 4096, limits: FrameLimits = FrameLimits(), budget: LineBudget = .shared) -> Feeder {
  let ring = ByteRing(slabSize: slab, freeSlabs: 2, smallestRead: slab / 8)
  return Feeder(LineReader(ring: ring, classifier: classifier, limits: limits, budget: budget))
}

/// A line of exactly `length` bytes.
private func line(_ length: Int, type: String = "assistant", fill: Character = "x") -> String {
  let bare = "{\"type\":\"\(type)\",\"t\":\"\"}"
  return String(bare.dropLast(2)) + String(repeating: fill, count: max(0, length - bare.count)) + "\"}"
}

@Suite struct LineReaderTests {
  @Test(arguments: [1, 2, 3, 7, 64, 4095, 4096, 4097, 65536])
  func `lines come out whole at every chunk size`(piece: Int) {
    var text = ""
    var wanted: [Seen] = []
    for length in [30, 31, 62, 63, 64, 65, 500, 2047, 2048, 4095, 4096, 4097, 9000, 33, 40_000, 30] {
      text += line(length) + "\n"
      wanted.append(.frame(line(length), 0))
    }
    let feeder = feeder()
    feeder.feed(Array(text.utf8)[...], piece: piece)
    feeder.finish()
    #expect(feeder.result() == wanted)
  }

  @Test func `a line of any length up to 4 KiB may be cut at any offset`() {
    for length in stride(from: 30, through: 4096, by: 61) {
      let first = line(length)
      let second = line(35, type: "user")
      let bytes = Array((first + "\n" + second + "\n").utf8)
      for cut in stride(from: 0, through: bytes.count, by: length < 300 ? 1 : 37) {
        let feeder = feeder(slab: 1024)
        feeder.push(bytes[..<cut])
        feeder.push(bytes[cut...])
        feeder.finish()
        guard feeder.result() == [.frame(first, 0), .frame(second, 1)] else {
          Issue.record("length \(length) cut at \(cut)")
          return
        }
      }
    }
  }

  @Test func `every cut of a line of 4 KiB gives the same`() {
    let text = line(4096)
    let bytes = Array((text + "\n").utf8)
    for cut in 0...bytes.count {
      let feeder = feeder(slab: 2048)
      feeder.push(bytes[..<cut])
      feeder.push(bytes[cut...])
      guard feeder.result() == [.frame(text, 0)] else {
        Issue.record("cut at \(cut)")
        return
      }
    }
  }

  @Test func `two connections share a slab and do not mix`() {
    let ring = ByteRing(slabSize: 2048, freeSlabs: 2, smallestRead: 128)
    let one = Feeder(LineReader(ring: ring, classifier: classifier))
    let two = Feeder(LineReader(ring: ring, classifier: classifier))
    var wanted: ([Seen], [Seen]) = ([], [])
    var bytes: ([UInt8], [UInt8]) = ([], [])
    for round in 0..<200 {
      let first = line(30 + round * 13 % 3000, fill: "a")
      let second = line(30 + round * 7 % 500, type: "user", fill: "b")
      wanted.0.append(.frame(first, 0))
      wanted.1.append(.frame(second, 1))
      bytes.0 += Array((first + "\n").utf8)
      bytes.1 += Array((second + "\n").utf8)
    }
    var at = (0, 0)
    var step = 1
    while at.0 < bytes.0.count || at.1 < bytes.1.count {
      step = step * 31 % 997 + 1
      let end0 = min(bytes.0.count, at.0 + step)
      one.push(bytes.0[at.0..<end0])
      let end1 = min(bytes.1.count, at.1 + step % 97 + 1)
      two.push(bytes.1[at.1..<end1])
      at = (end0, end1)
    }
    #expect(one.result() == wanted.0)
    #expect(two.result() == wanted.1)
    #expect(one.reader.partialCount == 0)
  }

  @Test func `blank lines, CRLF and stray output cost nothing but themselves`() {
    let feeder = feeder()
    let text = "\n  \r\nnpm warn stray\n" + line(40) + "\r\n\t" + line(41) + " \n[1,2]\n"
    feeder.feed(Array(text.utf8)[...], piece: 5)
    feeder.finish()
    #expect(feeder.result() == [.frame(line(40), 0), .frame(line(41), 0)])
    #expect(feeder.reader.skippedLines == 2)
  }

  @Test func `the type is found wherever it stands`() {
    let feeder = feeder()
    let texts = [
      (#"{"duration_ms":1,"type":"user"}"#, UInt8(1)), (#"{ "type" : "assistant" }"#, 0),
      (#"{"type":"assistant_x"}"#, FrameTag.other), (#"{"type":"assist"}"#, FrameTag.other),
      (#"{"type":7}"#, FrameTag.other), (#"{"a":{"type":"user"}}"#, FrameTag.other), ("{}", FrameTag.other),
      (#"{"x":1,"type":"\u0075ser"}"#, 1),
    ]
    feeder.feed(Array(texts.map { $0.0 + "\n" }.joined().utf8)[...], piece: 9)
    #expect(feeder.result() == texts.map { .frame($0.0, $0.1) })
  }

  @Test func `routed frames go to the sink and not to the consumer`() {
    let feeder = feeder()
    let control = #"{"type":"control_request","request_id":"1"}"#
    let late = #"{"request_id":"2","type":"control_request"}"#
    feeder.feed(Array((line(40) + "\n" + control + "\n" + late + "\n" + line(50) + "\n").utf8)[...], piece: 11)
    #expect(feeder.routed == [control, late])
    #expect(feeder.result() == [.frame(line(40), 0), .frame(line(50), 0)])
  }

  @Test func `a line that only begins like an object is a fault and the next one comes`() {
    let feeder = feeder()
    let broken = [#"{"type":"user""#, "{", #"{"a" "b"}"#, #"{"x":1,"type":"user}"#]
    let text = broken.map { $0 + "\n" }.joined() + line(40) + "\n"
    feeder.feed(Array(text.utf8)[...], piece: 3)
    #expect(feeder.result() == broken.map { .fault(.notJSON, $0.utf8.count, $0) } + [.frame(line(40), 0)])
  }

  @Test func `a fault shows nothing of the line behind it when the limit is short`() {
    var limits = FrameLimits()
    limits.longestLine = 40
    let feeder = feeder(limits: limits)
    feeder.push(Array((line(60) + "\n" + line(35) + "\n").utf8)[...])
    feeder.finish()
    #expect(feeder.result() == [.fault(.tooLong, 60, line(60)), .frame(line(35), 0)])
  }

  @Test(arguments: [1, 7, 100, 4096])
  func `a line above the limit costs that line only`(piece: Int) {
    var limits = FrameLimits()
    limits.longestLine = 1000
    let feeder = feeder(slab: 512, limits: limits)
    let long = line(5000)
    let text = line(1000) + "\n" + long + "\n" + line(1001) + "\n" + line(999) + "\n"
    feeder.feed(Array(text.utf8)[...], piece: piece)
    feeder.finish()
    let result = feeder.result()
    #expect(result.count == 4)
    #expect(result.first == .frame(line(1000), 0))
    #expect(result.last == .frame(line(999), 0))
    for (index, length) in [(1, 5000), (2, 1001)] {
      guard case .fault(.tooLong, length, let prefix) = result[index] else {
        Issue.record("\(result[index])")
        continue
      }
      #expect(long.hasPrefix(prefix) && prefix.utf8.count == 256)
    }
  }

  @Test func `the budget of the process bounds the lines being assembled`() {
    let budget = LineBudget(bytes: 20_000)
    let feeder = feeder(slab: 1024, budget: budget)
    feeder.feed(Array((line(30_000) + "\n" + line(3000) + "\n").utf8)[...], piece: 700)
    let result = feeder.result()
    #expect(result.count == 2)
    guard case .fault(.overBudget, 30_000, _) = result[0] else {
      Issue.record("\(result[0])")
      return
    }
    #expect(result[1] == .frame(line(3000), 0))
    #expect(budget.bytesInUse == 0)
  }

  @Test func `at the end of the stream a whole last line is a frame and a cut one a fault`() {
    let whole = feeder()
    whole.feed(Array((line(40) + "\n" + line(50)).utf8)[...], piece: 8)
    whole.finish()
    #expect(whole.result() == [.frame(line(40), 0), .frame(line(50), 0)])
    let cut = feeder()
    let part = String(line(50).dropLast(3))
    cut.feed(Array((line(40) + "\n" + part).utf8)[...], piece: 8)
    cut.finish()
    #expect(cut.result() == [.frame(line(40), 0), .fault(.truncated, 47, part)])
    let noise = feeder()
    noise.feed(Array("bye".utf8)[...], piece: 1)
    noise.finish()
    #expect(noise.result().isEmpty)
    #expect(noise.reader.skippedLines == 1)
  }

  @Test func `a line of five megabytes in small pieces is assembled without rescanning`() {
    let budget = LineBudget(bytes: 64 << 20)
    let feeder = feeder(slab: 64 << 10, budget: budget)
    let text = line(5 << 20)
    feeder.feed(Array((text + "\n" + line(40) + "\n").utf8)[...], piece: 1000)
    #expect(feeder.result() == [.frame(text, 0), .frame(line(40), 0)])
    #expect(budget.bytesInUse == 0)
  }

  @Test func `slabs go home when their lines are let go`() {
    let ring = ByteRing(slabSize: 1024, freeSlabs: 4, smallestRead: 64)
    var feeder: Feeder? = Feeder(LineReader(ring: ring, classifier: classifier))
    for _ in 0..<100 { feeder?.feed(Array((line(300) + "\n").utf8)[...], piece: 64) }
    #expect(ring.pool.bytesInUse >= 25 * 1024)
    feeder = nil
    #expect(ring.pool.bytesInUse == 1024)
    #expect(ring.pool.freeCount == 4)
  }
}

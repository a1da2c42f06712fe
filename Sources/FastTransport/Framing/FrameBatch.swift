/// The lines of one read, handed over together.
package final class FrameBatch: LinkedNode, @unchecked Sendable {
  // Sendable: filled by the loop before the push, read-only afterwards.

  /// One line: where it lies in the slab and what its type is.
  struct Line {
    let offset: UInt32
    let length: UInt32
    let tag: UInt8
  }

  let slab: Slab?
  let lines: [Line]
  /// The faults that lines with the tag `.fault` refer to by their offset.
  let faults: [LineFault]
  /// What the lines weigh in the reader's account.
  let byteCount: Int
  /// Set on the last batch of a stream only.
  let end: FrameEnd?

  /// The lines of a read while they are being found.
  struct Builder {
    var lines: [Line] = []
    var faults: [LineFault] = []
    var byteCount = 0
    /// How many lines the last batch had: the list is mostly made once, not grown.
    var expected = 1

    @inline(__always)
    mutating func append(_ line: Line) {
      if lines.isEmpty { lines.reserveCapacity(expected) }
      lines.append(line)
      byteCount &+= Int(line.length)
    }

    mutating func append(_ fault: LineFault) {
      lines.append(Line(offset: UInt32(faults.count), length: 0, tag: FrameTag.fault))
      faults.append(fault)
      byteCount += fault.text?.count ?? 0
    }
  }

  /// Nil when no line was finished.
  @inline(__always)
  static func made(of builder: consuming Builder, in slab: Slab?) -> FrameBatch? {
    builder.lines.isEmpty ? nil : FrameBatch(builder, in: slab)
  }

  private init(_ builder: consuming Builder, in slab: Slab?) {
    self.slab = slab
    lines = builder.lines
    faults = builder.faults
    byteCount = builder.byteCount
    end = nil
  }

  /// The last batch of a stream.
  init(end: FrameEnd) {
    slab = nil
    lines = []
    faults = []
    byteCount = 0
    self.end = end
  }

  package var count: Int { lines.count }

  /// The frame at `index`, which the caller keeps below `count`.
  @inline(__always)
  package func frame(at index: Int) -> Frame? {
    let line = lines[index]
    guard line.tag != FrameTag.fault, let slab else { return nil }
    return Frame(
      node: JSONNode(slab: slab, offset: line.offset, length: line.length), tag: line.tag)
  }

  /// The tag of the line at `index`; nil for one that is no frame.
  package func kind(at index: Int) -> UInt8? {
    let tag = lines[index].tag
    return tag == FrameTag.fault || tag == FrameTag.skipped ? nil : tag
  }

  /// The fault at `index`, where there is no frame.
  package func fault(at index: Int) -> LineFault? {
    let line = lines[index]
    return line.tag == FrameTag.fault && Int(line.offset) < faults.count ? faults[Int(line.offset)] : nil
  }
}

/// Why a stream ended.
package enum FrameEnd: Sendable {
  /// The other side closed its end.
  case endOfStream
  /// The sink has seen the frame that completes what was asked for.
  case finished
  /// The end was due and did not come.
  case overdue
  /// This side closed.
  case closed
  /// Reading failed.
  case failed(TransportError)
}

/// One line that is a JSON object.
package struct Frame: Sendable {
  package let node: JSONNode
  /// The number of its type in the classifier's list, or `FrameTag.other`.
  package let tag: UInt8
}

/// Tags that no list of types contains.
package enum FrameTag {
  /// An object whose type is missing or not in the list.
  package static let other: UInt8 = 0xFF
  static let fault: UInt8 = 0xFE
  /// No object: an empty line, or stray output. Only readers that keep everything deliver it.
  package static let skipped: UInt8 = 0xFD
  static let broken: UInt8 = 0xFC
}

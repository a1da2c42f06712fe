/// Serves the lines of a batch one by one, to one reader.
///
/// The hot side of the hand-off: one line costs the retain of its slab and no other.
package final class FrameReader: @unchecked Sendable {
  // Sendable: for one reader, who may move between threads but never calls twice at once.

  private var batch: FrameBatch?
  private var index = 0

  package init() {}

  /// Goes on with this batch; what was left of the one before is dropped. Nil lets go of that one.
  package func read(_ next: FrameBatch?) {
    batch = next
    index = 0
  }

  /// Whether every line has been read.
  package var isAtEnd: Bool { index >= batch?.lines.count ?? 0 }

  /// The frame that stands here, and goes on behind it. Nil at the end, and where there is a fault.
  package func next() -> Frame? {
    guard let batch, index < batch.lines.count else { return nil }
    let line = batch.lines[index]
    guard line.tag != FrameTag.fault, let slab = batch.slab else { return nil }
    index &+= 1
    return Frame(node: JSONNode(slab: slab, offset: line.offset, length: line.length), tag: line.tag)
  }

  /// The fault that stands here, and goes on behind it. Nil at the end.
  package func nextFault() -> LineFault? {
    guard let batch, index < batch.lines.count else { return nil }
    index += 1
    return batch.fault(at: index - 1)
  }
}

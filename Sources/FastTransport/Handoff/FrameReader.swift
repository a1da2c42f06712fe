/// Serves the lines of a batch one by one, to one reader.
///
/// The hot side of the hand-off: one line costs the retain of its slab and no other. With its last line the batch goes:
/// a reader that waits for the next turn holds no memory that other connections share.
package final class FrameReader: @unchecked Sendable {
  // Sendable: for one reader, who may move between threads but never calls twice at once.

  private var batch: FrameBatch?
  /// Where the batch came from, and is given back to.
  private var stream: FrameStream?
  private var index = 0

  package init() {}

  /// Goes on with this batch; what was left of the one before is dropped.
  package func read(_ next: FrameBatch, from stream: FrameStream?) {
    batch = next
    self.stream = stream
    index = 0
  }

  /// Drops what is left.
  package func stop() {
    batch = nil
    stream = nil
    index = 0
  }

  /// Whether every line has been read.
  package var isAtEnd: Bool { batch == nil }

  /// The frame that stands here, and goes on behind it. Nil at the end, and where there is a fault.
  package func next() -> Frame? {
    guard let batch else { return nil }
    let line = batch.lines[index]
    guard line.tag != FrameTag.fault, let slab = batch.slab else { return nil }
    let frame = Frame(node: JSONNode(slab: slab, offset: line.offset, length: line.length), tag: line.tag)
    index &+= 1
    if index == batch.lines.count { giveBack() }
    return frame
  }

  /// The fault that stands here, and goes on behind it. Nil at the end.
  package func nextFault() -> LineFault? {
    guard let batch else { return nil }
    let fault = batch.fault(at: index)
    index += 1
    if index == batch.lines.count { giveBack() }
    return fault
  }

  @inline(never)
  private func giveBack() {
    stream?.giveBack()
    stop()
  }
}

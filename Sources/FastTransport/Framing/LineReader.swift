#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Bytes to lines for one connection: claims memory for a read, finds the line ends in what was read.
///
///     slab   | finished | finished | unfinished line ....... | free
///                                  lineStart      scanned = end
///
/// No byte is looked at twice for its line end, no finished line is copied. An unfinished line moves when its slab
/// is full (to the next slab; when it is long, to one that holds twice as much, so assembling stays linear) or when
/// another connection wants the tail. Knows nothing of libuv; lives on one thread.
package final class LineReader {
  private let ring: ByteRing
  /// Which frames the loop sees. Replaced with the owner of the connection, on its thread and between two reads, so no
  /// access can overlap another.
  @exclusivity(unchecked) var classifier: LineClassifier
  private let limits: FrameLimits
  private let budget: LineBudget

  private enum Place {
    /// No unfinished line.
    case none
    /// In the ring's slab, at its tail.
    case ring
    /// In a slab of this line's own: `budgeted` bytes of the budget are taken for it.
    case own(budgeted: Int)
    /// In a block of just its size.
    case parked
    /// The line is too long or memory has run out; its bytes are dropped up to the line end.
    case dropped(LineFault.Code, byteCount: Int, prefix: ByteSlice?)
  }

  /// A line up to this length needs no look at a limit.
  private let ordinaryLine: Int

  private var place = Place.none
  private var slab: Slab?
  private var lineStart = 0
  private var end = 0
  /// The longest line of late: the next long one gets a slab to match.
  private var recentLine = 0
  /// How many lines the last read finished.
  private var recentCount = 0

  /// Lines that were not JSON objects and were left out (stray output of the CLI).
  package private(set) var skippedLines = 0
  /// Whether such lines, and empty ones, are delivered with the tag `FrameTag.skipped` instead.
  private let keepsEverything: Bool

  package init(
    ring: ByteRing, classifier: LineClassifier, limits: FrameLimits = FrameLimits(), budget: LineBudget = .shared,
    keepsEverything: Bool = false
  ) {
    self.ring = ring
    unsafe self.classifier = classifier
    self.limits = limits
    self.budget = budget
    self.keepsEverything = keepsEverything
    ordinaryLine = min(ring.pool.slabSize, limits.longestLine)
  }

  deinit { release() }

  /// Bytes of the unfinished line.
  package var partialCount: Int {
    if case .dropped(_, let count, _) = place { return count }
    return end - lineStart
  }

  // MARK: Claiming

  /// Where the next read goes. Nil when memory is exhausted.
  func claim() -> UnsafeMutableRawBufferPointer? {
    let count = end - lineStart
    switch place {
    case .none, .dropped:
      ring.evict(for: self)
      guard let next = ring.room(for: 0) else { return nil }
      slab = next
      lineStart = ring.tail
      end = ring.tail
    case .ring:
      if let slab, slab.capacity - end >= ring.smallestRead { break }
      if !move(count) { drop(.overBudget) }
    case .own:
      if let slab, slab.capacity - end >= ring.smallestRead { break }
      if !move(count) { drop(.overBudget) }
    case .parked:
      if !move(count) { drop(.overBudget) }
    }
    if case .dropped = place {
      ring.evict(for: self)
      guard let next = ring.room(for: 0) else { return nil }
      slab = next
      lineStart = ring.tail
      end = ring.tail
    }
    guard let slab else { return nil }
    // Safe: the range from `end` to the capacity is free and belongs to this read.
    return unsafe UnsafeMutableRawBufferPointer(start: slab.start + end, count: slab.capacity - end)
  }

  /// Moves the unfinished line to where the rest of it can follow.
  private func move(_ count: Int) -> Bool {
    guard let from = slab else { return false }
    if count <= ring.pool.slabSize / 2 {
      // The ring's own tail is this line when it is full of it: a fresh slab then.
      let wasRing: Bool
      if case .ring = place { wasRing = true } else { wasRing = false }
      if !wasRing { ring.evict(for: self) }
      guard let next = wasRing ? ring.nextSlab() : ring.room(for: count) else { return false }
      copy(count, from: from, to: next, at: ring.tail)
      releaseBudget()
      ring.tail += count
      unsafe ring.tailOwner = self
      place = .ring
      return true
    }
    let wanted = max(count * 2 + ring.smallestRead, min(recentLine + ring.smallestRead, 8 << 20))
    let size = min(wanted, max(limits.longestLine + ring.smallestRead * 2, count + ring.smallestRead))
    guard budget.take(size) else { return false }
    guard let next = Slab(capacity: size) else {
      budget.giveBack(size)
      return false
    }
    copy(count, from: from, to: next, at: 0)
    releaseBudget()
    if unsafe ring.tailOwner === self { unsafe ring.tailOwner = nil }
    place = .own(budgeted: size)
    return true
  }

  private func copy(_ count: Int, from: Slab, to: Slab, at offset: Int) {
    // Safe: both ranges were checked by the caller and lie in different slabs or apart.
    unsafe memcpy(to.start + offset, from.start + lineStart, count)
    slab = to
    lineStart = offset
    end = offset + count
  }

  /// Gives the ring's tail up: the unfinished line moves to a block of its size.
  func parkPartial() {
    guard case .ring = place, let from = slab else { return }
    let count = end - lineStart
    guard let block = Slab(capacity: count) else { return drop(.overBudget) }
    copy(count, from: from, to: block, at: 0)
    place = .parked
  }

  private func drop(_ code: LineFault.Code) {
    let count = end - lineStart
    let prefix = slab.map { slab in
      ByteSlice(slab: slab, offset: lineStart, count: min(count, LineFault.prefixLength)).copy()
    }
    release()
    place = .dropped(code, byteCount: count, prefix: prefix)
  }

  private func releaseBudget() {
    if case .own(let bytes) = place { budget.giveBack(bytes) }
  }

  private func release() {
    releaseBudget()
    if unsafe ring.tailOwner === self { unsafe ring.tailOwner = nil }
    slab = nil
    lineStart = 0
    end = 0
    place = .none
  }

  /// Takes in bytes that somebody else has read, as many as fit one read, and drops them from `rest`.
  ///
  /// - Throws: `overflow` when memory is exhausted.
  func take(from rest: inout ArraySlice<UInt8>, route: (Frame) -> Bool) throws(TransportError) -> FrameBatch? {
    guard let room = unsafe claim() else { throw TransportError(.overflow, at: "reading lines") }
    let count = min(room.count, rest.count)
    // Safe: the room was claimed for these bytes.
    unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<count]).copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return commit(count, route: route)
  }

  // MARK: Committing

  /// `count` bytes were read into the claimed room. The lines they finish, or nil when there are none.
  func commit(_ count: Int, route: (Frame) -> Bool) -> FrameBatch? {
    guard count > 0, let slab else { return nil }
    // Read once: what can be replaced is retained for each look.
    let classifier = unsafe classifier
    var batch = FrameBatch.Builder()
    batch.expected = recentCount
    let readStart = end
    var scanned = end
    end += count
    var isOwn = false
    if case .own = place { isOwn = true }
    if !isOwn { ring.tail = end }
    while scanned < end {
      // Safe: the range lies inside the slab and has just been written.
      guard let found = unsafe memchr(slab.start + scanned, 0x0A, end - scanned) else { break }
      let newline = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(slab.start)
      if case .dropped(let code, let byteCount, let prefix) = place {
        batch.append(LineFault(code, byteCount: byteCount + newline - lineStart, text: prefix))
        place = .none
        lineStart = newline + 1
      } else {
        let start = lineStart
        lineStart = newline + 1
        finish(from: start, to: newline, in: slab, by: classifier, batch: &batch, route: route)
      }
      scanned = newline + 1
    }
    settle(readStart: readStart, isOwn: isOwn)
    recentCount = batch.lines.count
    return FrameBatch.made(of: batch, in: slab)
  }

  /// After the lines: what remains is the unfinished one.
  private func settle(readStart: Int, isOwn: Bool) {
    if case .dropped(let code, let byteCount, let prefix) = place {
      // The bytes are not needed: the next read may go over them.
      place = .dropped(code, byteCount: byteCount + end - lineStart, prefix: prefix)
      if !isOwn { ring.tail = readStart }
      end = lineStart
      return
    }
    let count = end - lineStart
    if count == 0 {
      // The slab of a long line goes with its last line.
      release()
    } else if count > limits.longestLine {
      drop(.tooLong)
    } else if !isOwn {
      place = .ring
      unsafe ring.tailOwner = self
    }
  }

  /// The stream has ended: an unfinished line is a frame if it is whole, and a fault if not.
  func finish(route: (Frame) -> Bool) -> FrameBatch? {
    defer { release() }
    if case .dropped(let code, let byteCount, let prefix) = place {
      var batch = FrameBatch.Builder()
      batch.append(LineFault(code, byteCount: byteCount, text: prefix))
      return FrameBatch.made(of: batch, in: nil)
    }
    guard let slab, end > lineStart else { return nil }
    var batch = FrameBatch.Builder()
    let (start, stop) = trim(slab, lineStart, end)
    guard stop > start, slab.byte(at: start) == 0x7B else {
      skip(from: start, to: stop, in: slab, batch: &batch)
      return FrameBatch.made(of: batch, in: slab)
    }
    let node = JSONNode(slab: slab, offset: UInt32(start), length: UInt32(stop - start))
    if (try? node.validate()) == nil {
      batch.append(fault(.truncated, slab, start, stop))
    } else {
      unsafe finish(from: start, to: stop, in: slab, by: classifier, batch: &batch, route: route)
    }
    return FrameBatch.made(of: batch, in: slab)
  }

  @inline(__always)
  private func trim(_ slab: Slab, _ from: Int, _ to: Int) -> (Int, Int) {
    var start = from
    var stop = to
    while start < stop, slab.byte(at: start) <= 0x20 { start &+= 1 }
    while stop > start, slab.byte(at: stop &- 1) <= 0x20 { stop &-= 1 }
    return (start, stop)
  }

  @inline(__always)
  private func finish(
    from: Int, to: Int, in slab: Slab, by classifier: LineClassifier, batch: inout FrameBatch.Builder,
    route: (Frame) -> Bool
  ) {
    // What the CLI writes has no blanks around it and begins with a type known by name.
    if to > from, slab.byte(at: to &- 1) == 0x7D, to &- from <= ordinaryLine {
      let tag = classifier.quickTag(of: slab, offset: from, length: to &- from)
      if tag != FrameTag.other {
        return accept(from, to &- from, tag, in: slab, by: classifier, batch: &batch, route: route)
      }
    }
    finishSlowly(from: from, to: to, in: slab, by: classifier, batch: &batch, route: route)
  }

  @inline(never)
  private func finishSlowly(
    from: Int, to: Int, in slab: Slab, by classifier: LineClassifier, batch: inout FrameBatch.Builder,
    route: (Frame) -> Bool
  ) {
    let (start, stop) = trim(slab, from, to)
    guard stop > start, slab.byte(at: start) == 0x7B else {
      return skip(from: start, to: stop, in: slab, batch: &batch)
    }
    let length = stop - start
    if length > limits.longestLine { return batch.append(fault(.tooLong, slab, start, stop)) }
    if length > ring.pool.slabSize { recentLine = max(length, recentLine / 2) }
    let tag = classifier.tag(of: slab, offset: start, length: length)
    if tag == FrameTag.broken { return batch.append(fault(.notJSON, slab, start, stop)) }
    accept(start, length, tag, in: slab, by: classifier, batch: &batch, route: route)
  }

  @inline(__always)
  private func accept(
    _ start: Int, _ length: Int, _ tag: UInt8, in slab: Slab, by classifier: LineClassifier,
    batch: inout FrameBatch.Builder, route: (Frame) -> Bool
  ) {
    // A slab is smaller than 4 GiB.
    let line = FrameBatch.Line(
      offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length), tag: tag)
    if classifier.isRouted(tag) {
      let node = JSONNode(slab: slab, offset: line.offset, length: line.length)
      if !route(Frame(node: node, tag: tag)) { return }
    }
    batch.append(line)
  }

  /// A line that is empty or does not begin like an object.
  private func skip(from: Int, to: Int, in slab: Slab, batch: inout FrameBatch.Builder) {
    if to > from { skippedLines += 1 }
    guard keepsEverything else { return }
    if to - from > limits.longestLine { return batch.append(fault(.tooLong, slab, from, to)) }
    batch.append(FrameBatch.Line(offset: UInt32(from), length: UInt32(to - from), tag: FrameTag.skipped))
  }

  private func fault(_ code: LineFault.Code, _ slab: Slab, _ start: Int, _ stop: Int) -> LineFault {
    let slice = ByteSlice(slab: slab, offset: start, count: stop - start)
    let isLong = stop - start > limits.longestLine
    return LineFault(
      code, byteCount: stop - start,
      text: isLong
        ? ByteSlice(slab: slab, offset: start, count: min(slice.count, LineFault.prefixLength)).copy() : slice)
  }
}

extension Slab {
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    // Safe: callers stay inside the written part of the slab.
    unsafe start[offset]
  }
}

extension ByteSlice {
  /// The bytes as an array of their own.
  package var array: [UInt8] {
    // Safe: the bytes are copied inside the closure.
    unsafe bytes.withUnsafeBytes { unsafe Array($0) }
  }
}

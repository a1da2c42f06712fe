package import FastTransport

/// Where a transport puts what it receives.
public final class TransportInbox: Sendable {
  package let frames: FrameInbox
  private let onFinish: @Sendable (TransportEnd) -> Void

  package init(frames: FrameInbox, onFinish: @escaping @Sendable (TransportEnd) -> Void) {
    self.frames = frames
    self.onFinish = onFinish
  }

  /// Takes bytes in: lines of JSON, each with its line end; a line may be cut anywhere. Returns when there is room for
  /// more, so awaiting it is the back-pressure.
  ///
  /// - Parameter bytes: What has arrived, in order.
  public func receive(_ bytes: [UInt8]) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      frames.loop.submit { [frames] in
        if frames.receive(bytes) {
          frames.whenThereIsRoom { done.resume() }
        } else {
          done.resume()
        }
      }
    }
  }

  /// Takes one line in.
  ///
  /// - Parameter line: The JSON, without a line end.
  public func receive(_ line: String) async {
    await receive(Array(line.utf8) + [0x0A])
  }

  /// Ends the stream of frames while the rest of the ending (an exit status) is still to come.
  public func endFrames() {
    frames.loop.submit { [frames] in frames.endOfBytes() }
  }

  /// Ends everything. Called once, last; later calls are nothing.
  ///
  /// - Parameter end: How it ended.
  public func finish(_ end: TransportEnd = TransportEnd()) {
    // On the loop at once: whoever waits for the end may be the last to hold the connection.
    frames.loop.run { [frames, onFinish] in
      frames.endOfBytes()
      onFinish(end)
    }
  }
}

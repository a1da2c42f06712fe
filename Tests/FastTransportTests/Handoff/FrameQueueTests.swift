import Testing

@testable import FastTransport

@Suite(.timeLimit(.minutes(5))) struct FrameQueueTests {
  @Test func `no wake-up is lost between one producer and a reader that keeps parking`() async {
    let queue = FrameQueue()
    let count = 20_000
    async let read: Int = {
      var seen = 0
      while seen < count {
        var chain = queue.takeAll()
        if chain.isEmpty { await queue.wait() }
        while chain.popFirst() != nil { seen += 1 }
      }
      return seen
    }()
    for index in 0..<count {
      queue.push(FrameBatch(end: .finished))
      if index % 7 == 0 { await Task.yield() }
    }
    #expect(await read == count)
  }

  @Test func `a wait that is cancelled comes back, before and after it began`() async {
    let queue = FrameQueue()
    for _ in 0..<500 {
      let waiting = Task { await queue.wait() }
      if Bool.random() { await Task.yield() }
      waiting.cancel()
      await waiting.value
    }
    queue.push(FrameBatch(end: .finished))
    await queue.wait()
    var chain = queue.takeAll()
    let batch = chain.popFirst()
    #expect(batch?.count == 0)
  }

  @Test func `the account pauses at the high mark and resumes once below the low one`() {
    let account = ReadAccount(high: 100, low: 50)
    #expect(!account.add(99))
    #expect(account.add(1))
    #expect(account.isPaused)
    #expect(!account.subtract(50))
    #expect(account.subtract(1))
    #expect(!account.isPaused)
    #expect(!account.subtract(49))
    #expect(account.unreadBytes == 0)
  }
}

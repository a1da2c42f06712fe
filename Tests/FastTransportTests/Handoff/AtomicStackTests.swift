import Testing

@testable import FastTransport

private final class Item: LinkedNode, @unchecked Sendable {
  let producer: Int
  let number: Int

  init(_ producer: Int, _ number: Int) {
    self.producer = producer
    self.number = number
  }
}

/// A stack that macros can look at.
private final class Box: Sendable {
  let stack = AtomicStack<Item>()

  var isEmpty: Bool { stack.isEmpty }
  func park() -> Bool { stack.park() }
  func unpark() -> Bool { stack.unpark() }
}

@Suite struct AtomicStackTests {
  @Test func `what is pushed comes out in order, and once`() {
    let box = Box()
    #expect(box.isEmpty)
    guard case .first = box.stack.push(Item(0, 0)) else {
      Issue.record("the first push is not the first")
      return
    }
    guard case .more = box.stack.push(Item(0, 1)) else {
      Issue.record("the second push is the first")
      return
    }
    var chain = box.stack.takeAll()
    var numbers: [Int] = []
    while let item = chain.popFirst() { numbers.append(item.number) }
    #expect(numbers == [0, 1])
    #expect(box.isEmpty)
  }

  @Test func `a push finds the mark of a parked taker, once`() {
    let box = Box()
    #expect(box.park())
    #expect(!box.park())
    guard case .unparked = box.stack.push(Item(0, 0)) else {
      Issue.record("the mark was not found")
      return
    }
    #expect(!box.unpark())
    #expect(!box.park())
    _ = box.stack.takeAll()
    #expect(box.park())
    #expect(box.unpark())
    #expect(!box.unpark())
  }

  @Test func `many producers lose nothing and keep their own order`() async {
    let box = Box()
    let (producers, each) = (4, 5000)
    await withTaskGroup(of: Void.self) { group in
      for producer in 0..<producers {
        group.addTask {
          for number in 0..<each { box.stack.push(Item(producer, number)) }
        }
      }
      group.addTask {
        var next = [Int](repeating: 0, count: producers)
        var total = 0
        while total < producers * each {
          var chain = box.stack.takeAll()
          if chain.isEmpty { await Task.yield() }
          while let item = chain.popFirst() {
            #expect(item.number == next[item.producer])
            next[item.producer] = item.number + 1
            total += 1
          }
        }
      }
    }
    #expect(box.isEmpty)
  }
}

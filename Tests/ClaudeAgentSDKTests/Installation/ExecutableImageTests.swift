import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// The head of a 64-bit program with one program header, of type `PT_INTERP`.
func programHead(machine: UInt8, loader: String) -> [UInt8] {
  var head = [UInt8](repeating: 0, count: 120)
  head.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
  head[18] = machine
  head[32] = 64
  head[54] = 56
  head[56] = 1
  head[64] = 3
  head[64 + 8] = 120
  head[64 + 32] = UInt8(loader.utf8.count + 1)
  return head + Array(loader.utf8) + [0]
}

@Suite struct ExecutableImageTests {
  @Test func `a program names its machine and its loader`() {
    let image = ExecutableImage(programHead(machine: 62, loader: "/lib64/ld-linux-x86-64.so.2"))
    #expect(image == .elf(machine: 62, loader: "/lib64/ld-linux-x86-64.so.2"))
  }

  @Test(arguments: [
    ("#!/bin/sh\necho", "/bin/sh"), ("#! /usr/bin/env  node \n", "/usr/bin/env"), ("#!/bin/sh\r\n", "/bin/sh"),
  ])
  func `a script names its interpreter`(text: String, interpreter: String) {
    #expect(ExecutableImage(Array(text.utf8)) == .script(interpreter: interpreter))
  }

  @Test func `a head that is cut off or lies has no loader, and nothing traps`() {
    let whole = programHead(machine: 62, loader: "/lib/ld")
    for count in 0..<whole.count { _ = ExecutableImage(Array(whole.prefix(count))) }
    for offset in 32..<120 {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var head = whole
        head[offset] = value
        head[min(119, offset + 7)] = value
        _ = ExecutableImage(head)
      }
    }
    #expect(ExecutableImage(Array(whole.prefix(100))) == .elf(machine: 62, loader: nil))
    #expect(ExecutableImage([]) == .other)
    #expect(ExecutableImage(Array("#!\n".utf8)) == .other)
  }

  @Test func `the program that runs this test is one for this machine`() throws {
    let head = try #require(DiskProbe().head(of: "/proc/self/exe", byteCount: ExecutableImage.headByteCount))
    guard case .elf(let machine, let loader) = ExecutableImage(head) else {
      Issue.record("not an ELF file")
      return
    }
    #expect(machine == ExecutableImage.hostMachine)
    #expect(loader.map { DiskProbe().kind(of: $0) == .regular } == true)
  }
}

import Foundation
import Testing

@testable import FastTransport

@Suite struct HostSystemTests {
  @Test func `the environment is the one of this process`() {
    let environment = HostSystem.environment()
    #expect(environment["PATH"] == ProcessInfo.processInfo.environment["PATH"])
    #expect(environment.count >= 1 && environment["NO_SUCH_VARIABLE_7431"] == nil)
  }

  @Test func `a file is read whole, and a longer one than allowed is refused`() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("host-system-\(UUID().uuidString)")
    let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
    try content.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(try HostSystem.readFile(url.path) == Array(content))
    let error = #expect(throws: TransportError.self) { try HostSystem.readFile(url.path, limit: 1000) }
    #expect(error?.code == .overflow)
  }

  @Test(arguments: ["/no/such/file", "/"])
  func `a file that cannot be read throws the system's number`(path: String) {
    let error = #expect(throws: TransportError.self) { try HostSystem.readFile(path) }
    #expect(error?.code == .system && error?.number == (path == "/" ? EISDIR : ENOENT))
  }

  @Test func `the system says what this process may do`() throws {
    let status = String(decoding: try HostSystem.readFile("/proc/self/status"), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Uid:") })
    #expect("\(HostSystem.userID)" == line.split { $0 == "\t" || $0 == " " }[2])
    if let limit = HostSystem.openFileLimit { #expect(limit > 0) }
  }
}

import FastTransport
import Testing

@Suite struct HostFactsTests {
  @Test func `the system says what this process may do`() throws {
    let status = String(decoding: try HostSystem.readFile("/proc/self/status"), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Uid:") })
    #expect("\(HostFacts.userID)" == line.split { $0 == "\t" || $0 == " " }[2])
    if let limit = HostFacts.openFileLimit { #expect(limit > 0) }
  }
}

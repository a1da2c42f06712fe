import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct InstallationReceiptTests {
  @Test func `a receipt comes back as it was written`() {
    let receipt = InstallationReceipt(
      release: "agent==1 of ours", version: .pinned, sha256: checksum(of: "x"), byteCount: 12, modified: 34)
    #expect(InstallationReceipt(receipt.bytes) == receipt)
  }

  @Test(arguments: [
    "", "release", "release a\nversion 1.2.3\n", "release a\nversion b\nsha256 c\nbytes 1\nmodified 2\n",
  ])
  func `anything else is no receipt`(text: String) {
    #expect(InstallationReceipt(Array(text.utf8)) == nil)
  }
}

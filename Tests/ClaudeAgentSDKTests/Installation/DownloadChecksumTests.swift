import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct DownloadChecksumTests {
  /// Vectors of FIPS 180-4 and its examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `the published examples come out`(text: String, expected: String) {
    #expect(checksum(of: text) == expected)
  }

  @Test func `a million letters come out, in uneven pieces`() {
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    var checksum = DownloadChecksum()
    for index in 0..<1000 {
      let cut = index % 1000
      checksum.update(piece.span.extracting(first: cut))
      checksum.update(piece.span.extracting(droppingFirst: cut))
    }
    #expect(checksum.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `where the pieces are cut makes no difference`() {
    let bytes = (0..<200).map { UInt8($0) }
    var whole = DownloadChecksum()
    whole.update(bytes.span)
    for cut in 0...bytes.count {
      var parts = DownloadChecksum()
      parts.update(bytes.span.extracting(first: cut))
      parts.update(bytes.span.extracting(droppingFirst: cut))
      #expect(parts.hexadecimal() == whole.hexadecimal())
    }
  }

  @Test func `asking for the checksum does not end it`() {
    var checksum = DownloadChecksum()
    checksum.update(Array("ab".utf8).span)
    _ = checksum.hexadecimal()
    checksum.update(Array("c".utf8).span)
    #expect(checksum.hexadecimal() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `a file is read through, and one that is not there is a typed error`() throws {
    let folder = try ScratchFolder()
    try folder.write("abc", to: "file")
    #expect(try DownloadChecksum.ofFile(folder.path + "/file") == checksum(of: "abc"))
    do throws(ClaudeAgentError) {
      _ = try DownloadChecksum.ofFile(folder.path + "/none")
      Issue.record("no error")
    } catch {
      #expect(error.code == .installationFailed)
      #expect(error.detail.contains("no such file"))
    }
  }

  @Test func `a checksum is 64 lower-case hexadecimal digits`() {
    #expect(DownloadChecksum.isWellFormed(checksum(of: "x")))
    #expect(!DownloadChecksum.isWellFormed(String(repeating: "g", count: 64)))
    #expect(!DownloadChecksum.isWellFormed(String(repeating: "A", count: 64)))
    #expect(!DownloadChecksum.isWellFormed("abc"))
  }
}

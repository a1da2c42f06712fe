/// The CLI that this library is built and tested against, and the Python package that carries it. Agrees with
/// scripts/cli.pin, which a test checks.
enum PinnedCLI {
  static let version = CLIVersion.pinned
  static let package = "claude-agent-sdk"
  static let packageVersion = CLIVersion(0, 2, 187)
  /// Where the binary and its version are in the wheel.
  static let member = "claude_agent_sdk/_bundled/claude"
  static let versionMember = "claude_agent_sdk/_cli_version.py"

  /// SHA-256 and size of the files for one kind of machine.
  struct Platform: Hashable, Sendable {
    let name: String
    let wheelHash: String
    let wheelByteCount: Int
    let binaryHash: String
    let binaryByteCount: Int
  }

  static let platforms = [
    Platform(
      name: "linux-x86_64",
      wheelHash: "693132296d1ffca857b5d393e449fd138a89bd08024d9a3e519615ba4040d9c3", wheelByteCount: 167_559_200,
      binaryHash: "f390eaa0814e6a1bff74cbb47acb74cb9c89d30ced809fe0af5af00c7bfe8ebb", binaryByteCount: 381_121_040),
    Platform(
      name: "linux-aarch64",
      wheelHash: "3f9f9de8676779af46a0ae49a9dafb9934ea8bd9526a0cd60cc86cde787eee41", wheelByteCount: 166_940_434,
      binaryHash: "6016f90cac783e367fb1aa97c768a2efb94a0128a5b46b70fb3d8fcbbd9dd444", binaryByteCount: 379_971_000),
  ]

  /// The files for the machine this was built for; nil when none are pinned for it, as for macOS.
  static var platform: Platform? {
    #if os(Linux) && arch(x86_64)
      platforms.first { $0.name == "linux-x86_64" }
    #elseif os(Linux) && arch(arm64)
      platforms.first { $0.name == "linux-aarch64" }
    #else
      nil
    #endif
  }
}

import ArgumentParser
import ClaudeAgentSDK

/// `claude-agent decode`: what this library makes of lines that a CLI wrote.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Shows what each line of a recorded stream means.",
    discussion: """
      Prints one line of JSON for each line of input: its number from 0, type and subtype, kind, class and fields. \
      The kind is message, host_only, control, mirror, unknown, parse_error or not_json; the last comes with the fault \
      and its place. Empty lines are counted, but print nothing. No line ends the command.
      """)

  @Argument(help: "The recorded lines; `-` or nothing reads standard input.")
  var file: String?

  func run() throws {
    var input = try InputFile(path: file)
    var decoder = WireDecoder()
    var records: [UInt8] = []
    let keep: ([UInt8]) throws -> Void = { record in
      records += record
      records.append(UInt8(ascii: "\n"))
      if records.count >= 256 << 10 { try Self.flush(&records) }
    }
    while true {
      let bytes = try input.next()
      if bytes.isEmpty { break }
      try decoder.receive(bytes, emit: keep)
      // Somebody may follow a stream that is still being written.
      try Self.flush(&records)
    }
    try decoder.finish(emit: keep)
    try Self.flush(&records)
  }

  private static func flush(_ records: inout [UInt8]) throws {
    guard !records.isEmpty else { return }
    try StandardStream.output.write(records)
    records.removeAll(keepingCapacity: records.capacity <= 1 << 20)
  }
}

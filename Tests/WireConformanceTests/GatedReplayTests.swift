import ClaudeAgentSDK
import RecordingSupport
import Testing

/// The stand-in can play every recording in step with a host.
@Suite struct GatedReplayTests {
  @Test(arguments: WireCorpus.recordings)
  func `a recording goes through to its recorded end when its own host drives it`(_ recording: WireRecording)
    async throws
  {
    for run in recording.runs {
      let standIn = try StandIn(run)
      let outcome = try await standIn.fed()
      let ending = try JSONValue(parsing: run.bytes("exit.json"))
      #expect(Int(outcome.status) == ending["signal"]?.int.map { -$0 } ?? ending["code"]?.int, "\(run.name)")
      // Compared outside of the expectation, which would look for the differences of megabytes for minutes.
      let (sameOutput, sameErrors) = try (
        outcome.output == run.bytes("stdout.ndjson"), outcome.errors == run.bytes("stderr.txt")
      )
      #expect(sameOutput, "\(run.name)")
      #expect(sameErrors, "\(run.name)")
      // Every line is kept with a newline, a last one without it too.
      let isKept = outcome.kept == standIn.hostLines.flatMap { $0.last == 0x0A ? $0 : $0 + [0x0A] }
      #expect(isKept, "\(run.name)")
    }
  }
}

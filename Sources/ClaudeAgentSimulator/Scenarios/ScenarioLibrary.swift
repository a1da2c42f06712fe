private import Foundation

/// The scripted answers of a simulated API, as data.
///
/// The data is a JSON object. Each member is a scenario: its name, and an object with `steps` and maybe `desc`. A prompt
/// that holds `SCENARIO:<name>` picks the scenario; the step is the number of assistant messages after that prompt, and
/// the last step repeats. Keys of a step, all optional:
///
/// - `content`: the blocks of the answer, as the Messages API writes them. A `tool_use` needs no `id`, a `thinking`
///   block no `signature`.
/// - `stop_reason`, `stop_sequence`, `stop_details`, `usage`, `model`, `id`, `container`, `context_management`:
///   replace what the simulator would say. `usage` names only the counts that differ.
/// - `headers`: extra HTTP headers.
/// - `chunk`: characters per delta (24); `delay_ms`: milliseconds after each delta; `ttft_ms`: milliseconds before the
///   answer begins; `ping`: `false` leaves the ping event out; `ascii`: `false` writes text deltas without escapes.
/// - `gate`: the answer begins when the gate of this name is open, see ``MockMessagesServer/open(gate:)``.
/// - `raw_input`: text that is streamed as the input of tool calls, valid JSON or not.
/// - `error`: an HTTP error instead: `status`, `type`, `message`, `headers`; or `raw` and `content_type` for any body.
/// - `break`: what happens to the stream after `after` events. `mode` is `close` (the connection ends), `rst` (it is
///   reset), `bad_json`, `error_event` (with `error`) or `hang` (nothing comes any more, for `seconds` or until the
///   server stops).
/// - `attempts`: a list of such steps, one for each time the step is asked for; the last repeats.
///
/// In every string `{{CWD}}`, `{{HOME}}` and other variables of the server are put in place, and `{{CAPTURE:regex}}`
/// is the last match (of its first group) in the texts of the conversation. An object `{"$gen": {"kind": "lorem",
/// "bytes": 1000, "seed": 1}}` stands for a long text of that many UTF-8 bytes; kinds are `lorem`, `unicode`, `line`
/// and `hex`.
///
/// The names `_compact`, `_title`, `_suggestion` and `_quota` answer requests that the CLI makes on its own account.
/// `_default`, when there is one, answers prompts whose scenario does not exist; without it they get HTTP 400. Prompts
/// without `SCENARIO:` are always answered with their words in reverse order.
public struct ScenarioLibrary: Sendable, Equatable {
  /// The steps of each scenario.
  private(set) var steps: [String: [JSONValue]]

  /// A library without scenarios: every prompt is answered with its words in reverse order.
  public init() {
    steps = [:]
  }

  /// Reads scenarios from JSON text.
  ///
  /// - Throws: ``SimulatorError/invalidScenarios(_:)`` with the place of the mistake.
  public init(json: String) throws(SimulatorError) {
    try self.init(bytes: Array(json.utf8), source: "the given text")
  }

  /// Reads scenarios from a JSON file.
  ///
  /// - Throws: ``SimulatorError/unreadableFile(path:reason:)`` or ``SimulatorError/invalidScenarios(_:)``.
  public init(contentsOfFile path: String) throws(SimulatorError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadableFile(path: path, reason: error.localizedDescription)
    }
    try self.init(bytes: Array(data), source: path)
  }

  private init(bytes: [UInt8], source: String) throws(SimulatorError) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes)
    } catch {
      throw .invalidScenarios("\(source), byte \(error.offset): \(error.reason)")
    }
    guard let members = value.members else { throw .invalidScenarios("\(source) is not a JSON object") }
    steps = [:]
    for member in members {
      guard let list = member.value["steps"]?.array, !list.isEmpty, list.allSatisfy({ $0.members != nil }) else {
        throw .invalidScenarios("\(source): \(member.name) has no list of steps that are objects")
      }
      for step in list where !(step["attempts"].map { $0.array?.isEmpty == false } ?? true) {
        throw .invalidScenarios("\(source): \(member.name) has a step whose attempts are not a list")
      }
      steps[member.name] = list
    }
  }

  /// The names of all scenarios, sorted.
  public var names: [String] { steps.keys.sorted() }

  /// The scenarios of both; where both have a name, the other's counts.
  public func merging(_ other: ScenarioLibrary) -> ScenarioLibrary {
    var merged = self
    merged.steps.merge(other.steps) { $1 }
    return merged
  }
}

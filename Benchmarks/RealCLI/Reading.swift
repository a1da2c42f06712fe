import ClaudeAgentSDK
import ClaudeAgentSimulator
import Synchronization

/// When what came while a run or a turn was read.
struct Reading {
  /// When a message was with its reader, and when the one before it was.
  struct Arrival {
    let at: Moment
    let previous: Double
  }

  let began: Moment
  private(set) var first: Arrival?
  private(set) var initialized: Arrival?
  private(set) var token: Arrival?
  private(set) var result: Arrival?

  init(from began: Moment) { self.began = began }

  /// Reads to the end, and notes the first message, `init`, the first text of the answer, and the result.
  static func of<Messages: AsyncSequence>(
    _ messages: Messages, from began: Moment
  ) async throws -> Reading where Messages.Element == Message {
    var reading = Reading(from: began)
    var previous = began.time
    for try await message in messages {
      let arrival = Arrival(at: .now, previous: previous)
      previous = arrival.at.time
      if reading.first == nil { reading.first = arrival }
      switch message {
      case .system(let message) where reading.initialized == nil && message.subtype == "init":
        reading.initialized = arrival
      case .streamEvent(let event) where reading.token == nil && event.textDelta?.isEmpty == false:
        reading.token = arrival
      case .result(let result):
        if result.isError { throw Complaint("The run failed: \(result.result ?? "no words").") }
        reading.result = arrival
      default: break
      }
    }
    guard reading.token != nil, reading.result != nil else { throw Complaint("A run had no token or no result.") }
    return reading
  }

  /// The time until one of them.
  func until(_ arrival: Arrival?, _ served: [Served]) -> Stretch {
    Stretch(from: began, to: arrival?.at ?? began, served: served)
  }
}

/// Notes when the CLI was started and when it had answered `initialize`.
final class Beginning: AgentObserver {
  private let times = Mutex<(process: Int32, started: Double, initialized: Double)>((0, 0, 0))

  func observe(_ event: AgentEvent) {
    switch event {
    case .started(let process): times.withLock { ($0.process, $0.started) = (process, ServedRequest.now) }
    case .initialized: times.withLock { $0.initialized = ServedRequest.now }
    default: break
    }
  }

  var process: Int32 { times.withLock { $0.process } }
  var started: Double { times.withLock { $0.started } }
  var initialized: Double { times.withLock { $0.initialized } }
}

extension [Served] {
  /// Those that answer a question; the rest are the CLI's own business.
  func answering(_ question: Question) -> [Served] { filter { $0.text.contains(question.mark) } }
}

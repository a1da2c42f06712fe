public import ClaudeAgentSDK

/// What every ``Transport`` must keep, as checks that need no test framework.
///
/// Give it a closure that makes a transport whose other side behaves as a ``Peer`` says, and call
/// ``check(_:)`` for each ``Contract``:
///
/// ```swift
/// let suite = TransportConformance { peer in ScriptedTransport(peer.script) }
/// @Test(arguments: TransportConformance.Contract.allCases)
/// func `keeps the contract`(_ contract: TransportConformance.Contract) async throws {
///   try await suite.check(contract)
/// }
/// ```
public struct TransportConformance: Sendable {
  let make: @Sendable (Peer) async throws -> any Transport
  let limit: Duration

  /// Makes a suite.
  ///
  /// - Parameters:
  ///   - limit: How long a step of a check may take; generous, since only a transport that hangs meets it.
  ///   - make: Makes a transport that is not started yet.
  public init(limit: Duration = .seconds(60), _ make: @escaping @Sendable (Peer) async throws -> any Transport) {
    self.make = make
    self.limit = limit
  }

  /// Checks one contract with transports of its own.
  ///
  /// - Parameter contract: Which.
  /// - Throws: ``TransportContractBroken`` with what was seen, or what making the transport throws.
  public func check(_ contract: Contract) async throws {
    do {
      switch contract {
      case .framesKeepTheirOrder: try await framesKeepTheirOrder()
      case .bigFramesArriveWhole: try await bigFramesArriveWhole()
      case .bigFramesLeaveWhole: try await bigFramesLeaveWhole()
      case .sendsAreNotInterleaved: try await sendsAreNotInterleaved()
      case .sendBeforeStartFails: try await sendBeforeStartFails()
      case .sendAfterEndOfInputFails: try await sendAfterEndOfInputFails()
      case .endOfInputIsSeen: try await endOfInputIsSeen()
      case .receivingWaitsForTheReader: try await receivingWaitsForTheReader()
      case .deliveredFramesSurviveClosing: try await deliveredFramesSurviveClosing()
      case .finishComesOnceAndLast: try await finishComesOnceAndLast()
      case .closeIsIdempotent: try await closeIsIdempotent()
      case .closeEndsAStubbornPeer: try await closeEndsAStubbornPeer()
      case .closeBeforeStartIsHarmless: try await closeBeforeStartIsHarmless()
      case .cancelEndsAtOnce: try await cancelEndsAtOnce()
      case .cancelBeforeStartStartsNothing: try await cancelBeforeStartStartsNothing()
      case .failedStartLeavesNothing: try await failedStartLeavesNothing()
      }
    } catch let broken as Broken {
      throw TransportContractBroken(contract: contract, explanation: broken.explanation)
    }
  }

  /// Checks every contract, one after the other.
  ///
  /// - Throws: The first ``TransportContractBroken``.
  public func checkAll() async throws {
    for contract in Contract.allCases { try await check(contract) }
  }

  /// One promise of a transport.
  public enum Contract: String, CaseIterable, Sendable, CustomStringConvertible {
    /// Lines arrive in the order in which the other side sends them.
    case framesKeepTheirOrder
    /// A line of 1 MB and one of 20 MB arrive whole.
    case bigFramesArriveWhole
    /// A line of 1 MB and one of 20 MB leave whole.
    case bigFramesLeaveWhole
    /// Lines of a hundred concurrent tasks leave whole, and those of one task in order.
    case sendsAreNotInterleaved
    /// Sending before the start reports an error.
    case sendBeforeStartFails
    /// Sending behind the end of the input reports an error.
    case sendAfterEndOfInputFails
    /// The other side sees the end of its input, behind everything sent before.
    case endOfInputIsSeen
    /// A reader that does not read makes the other side wait, within a bound; nothing is lost.
    case receivingWaitsForTheReader
    /// What has arrived can be read after closing.
    case deliveredFramesSurviveClosing
    /// The inbox is finished exactly once, behind the last frame.
    case finishComesOnceAndLast
    /// Closing again, or from several tasks at once, returns in bounded time.
    case closeIsIdempotent
    /// Closing ends a side that does not want to end, in bounded time.
    case closeEndsAStubbornPeer
    /// Closing what was never started returns.
    case closeBeforeStartIsHarmless
    /// Cancelling returns at once, may be repeated, and finishes the inbox soon.
    case cancelEndsAtOnce
    /// What was cancelled before its start does not start.
    case cancelBeforeStartStartsNothing
    /// A start that fails throws, delivers nothing and finishes nothing.
    case failedStartLeavesNothing

    /// The name of the case.
    public var description: String { rawValue }
  }
}

/// A transport does not keep a contract.
public struct TransportContractBroken: Error, CustomStringConvertible {
  /// Which contract.
  public let contract: TransportConformance.Contract
  /// What was seen instead.
  public let explanation: String
  /// The contract and what was seen.
  public var description: String { "\(contract): \(explanation)" }
}

/// What a check throws; the suite adds the contract.
struct Broken: Error {
  let explanation: String
  init(_ explanation: String) { self.explanation = explanation }
}

func expect(_ holds: Bool, _ explanation: @autoclosure () -> String) throws(Broken) {
  if !holds { throw Broken(explanation()) }
}

public import ClaudeAgentSDK

/// Gives `query` scripted transports, and remembers what was asked of each.
public final class ScriptedTransportProvider: TransportProvider {
  private let make: @Sendable (TransportRequest) async throws -> ScriptedTransport
  private let made = Guarded<(transports: [ScriptedTransport], requests: [TransportRequest])>(([], []))

  /// Makes a provider that makes a transport for each run.
  ///
  /// - Parameter make: Makes it.
  public init(_ make: @escaping @Sendable (TransportRequest) async throws -> ScriptedTransport) { self.make = make }

  /// Makes a provider whose runs all follow one script.
  ///
  /// - Parameter script: The script.
  public convenience init(_ script: Script) {
    self.init { _ in ScriptedTransport(script) }
  }

  /// Makes a provider for one run.
  ///
  /// - Parameter transport: Its transport.
  public convenience init(_ transport: ScriptedTransport) {
    self.init { _ in transport }
  }

  /// The transports made so far.
  public var transports: [ScriptedTransport] { made.withLock { $0.transports } }
  /// What was asked of each: options, arguments, environment.
  public var requests: [TransportRequest] { made.withLock { $0.requests } }

  /// Makes the transport for a run.
  public func makeTransport(for request: TransportRequest) async throws -> any Transport {
    let transport = try await make(request)
    made.withLock {
      $0.transports.append(transport)
      $0.requests.append(request)
    }
    return transport
  }
}

/// Code of yours that answers a kind of request of the CLI.
///
/// ```swift
/// options.canUseTool = PermissionCallback { request in
///   request.toolName == "Read" ? .allow() : .deny("Only reading is allowed.")
/// }
/// ```
///
/// A closure without `await` runs on the loop that has read the request: its answer leaves at once, and it must not
/// block (one that takes over 10 ms is reported as ``AgentEvent/slowCallback(_:took:)``). A closure with `await` runs
/// in a task of its own, which is cancelled when the CLI no longer wants the answer. Where a closure is isolated to the
/// main actor and has no `await`, write `{ @MainActor request async in … }`.
public struct RequestCallback<Request: Sendable, Answer: Sendable>: Sendable {
  let callback: Callback<Request, Answer>

  /// Makes a synchronous callback: it runs on the loop and must not block.
  ///
  /// - Parameter body: Answers. What it throws refuses.
  public init(_ body: @escaping @Sendable (Request) throws -> Answer) { callback = .synchronous(body) }

  /// Makes an asynchronous callback: it runs in a task of its own.
  ///
  /// - Parameter body: Answers. What it throws refuses; there is no limit of time.
  public init(_ body: @escaping @Sendable (Request) async throws -> Answer) { callback = .asynchronous(body) }
}

/// Where asynchronous callbacks run.
public enum CallbackExecution: Hashable, Sendable {
  /// On the loop that has read the request, as long as they stay there: the quickest. While one computes or blocks,
  /// every session of the loop waits. Actors with an executor of their own, such as the main actor, are hopped to.
  case onLoop
  /// On Swift's concurrent threads: for callbacks that compute for long or block. Costs two changes of threads.
  case concurrently
}

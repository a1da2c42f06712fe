/// Code of the user that the CLI waits for: a hook, a permission decision, a tool.
///
/// Every place that takes one has two initialisers. A closure without `await` is synchronous: it runs on the loop that
/// read the request, its answer leaves without a change of threads, and it must not block. A closure with `await` is
/// asynchronous and runs in a task of its own.
enum Callback<Input: Sendable, Output: Sendable>: Sendable {
  case synchronous(@Sendable (Input) throws -> Output)
  case asynchronous(@Sendable (Input) async throws -> Output)
}

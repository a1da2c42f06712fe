/// Lets the first of several callers through.
final class FirstOnly<Value: Sendable>: Sendable {
  private let body: Guarded<(@Sendable (Value) -> Void)?>

  init(_ body: @escaping @Sendable (Value) -> Void) { self.body = Guarded(body) }

  func settle(_ value: Value) {
    let body = body.withLock { $0.take() }
    body?(value)
  }
}

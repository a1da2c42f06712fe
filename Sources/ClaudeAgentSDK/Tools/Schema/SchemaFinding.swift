/// What a rule has found wrong with a value: a chain from the value that the rule was given to the one at fault.
final class SchemaFinding: Sendable {
  let reason: String
  /// Whether the value itself is of another kind than the rule is for.
  let isWrongKind: Bool
  private let step: JSONPath.Step?
  private let inner: SchemaFinding?

  init(_ reason: String, isWrongKind: Bool = false) {
    self.reason = reason
    self.isWrongKind = isWrongKind
    step = nil
    inner = nil
  }

  private init(_ step: JSONPath.Step, _ inner: SchemaFinding) {
    reason = inner.reason
    isWrongKind = false
    self.step = step
    self.inner = inner
  }

  /// For when nobody will read the reason.
  static let silent = SchemaFinding("")

  /// The same, seen from the container.
  func inside(_ step: JSONPath.Step) -> SchemaFinding { SchemaFinding(step, self) }

  var path: JSONPath {
    var path = JSONPath()
    var finding = self
    while let step = finding.step, let inner = finding.inner {
      path.steps.append(step)
      finding = inner
    }
    return path
  }
}

internal import FastTransport

/// A schema made ready for checking values: every keyword is digested once, every name can be found without a string.
///
/// The answer of ``violation(in:)`` is about what ``JSONView/decode(_:)`` will see: of equal keys the last one counts,
/// keys differ when their bytes do, and a value that is broken or nests too deep is a violation whatever the schema
/// says.
struct CompiledSchema: Sendable {
  /// The first one is the whole schema.
  private let rules: [Shared<SchemaRule>]

  /// - Throws: The first keyword that is unknown, has a value of the wrong shape, or leads nowhere.
  init(_ schema: ToolSchema) throws(SchemaFault) {
    var compiler = SchemaCompiler(root: .object(schema.json))
    rules = try compiler.compile()
  }

  /// How the value breaks the schema; nil when it does not.
  func violation(in value: JSONView) -> SchemaViolation? {
    var check = SchemaCheck(rules, textLength: value.node.textSlice.count)
    guard let finding = check.run(value.node) else { return nil }
    return SchemaViolation(place: finding.path.description, reason: finding.reason)
  }
}

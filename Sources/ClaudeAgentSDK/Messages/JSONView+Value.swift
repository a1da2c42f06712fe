internal import FastTransport

extension JSONView {
  /// The value as one of your own, to keep or to change; nil where the line is broken or nests deeper than
  /// ``JSONValue/deepestNesting``.
  public var value: JSONValue? { node.rawSlice == nil ? nil : JSONValue(node) }
}

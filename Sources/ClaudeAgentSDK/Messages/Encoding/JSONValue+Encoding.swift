extension JSONValue {
  /// Makes a JSON value of one of your own types.
  ///
  /// ```swift
  /// struct Point: Encodable {
  ///   let x: Int
  ///   let y: Int
  /// }
  /// let json = try JSONValue(encoding: Point(x: 1, y: 2))   // {"x":1,"y":2}
  /// ```
  ///
  /// ``JSONValue`` and ``JSONObject`` can stand anywhere in the value. Integers of every size are kept exactly.
  ///
  /// - Parameter value: What to encode.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` that names the place (`$.items[3].name`) for a value that JSON
  ///   has no form for, such as infinity, for one that nests deeper than ``deepestNesting``, and for one that encodes
  ///   nothing.
  public init(encoding value: some Encodable) throws(ClaudeAgentError) {
    let encoder = ValueEncoder()
    do {
      try encoder.encode(value)
    } catch {
      throw ClaudeAgentError(encoding: error)
    }
    guard let json = encoder.value else {
      throw ClaudeAgentError(.invalidInput, detail: "The value cannot be JSON: it encodes nothing.")
    }
    self = json
  }
}

extension ClaudeAgentError {
  fileprivate init(encoding error: any Error) {
    var detail = "The value cannot be JSON: \("\(error)".shortened(to: 160))."
    if case .invalidValue(_, let context)? = error as? EncodingError {
      detail = "At \(JSONPath(codingPath: context.codingPath)): \(context.debugDescription.shortened(to: 160))."
    }
    self.init(.invalidInput, detail: detail, context: Context { $0.underlying = error })
  }
}

internal import FastTransport

extension JSONView {
  /// Makes a value of one of your own types.
  ///
  /// ```swift
  /// struct Order: Decodable {
  ///   let id: Int
  ///   let items: [String]
  /// }
  /// let order = try view.decode(Order.self)
  /// ```
  ///
  /// - Members are found by the names of the type's coding keys, byte by byte; of equal names the last one counts.
  /// - Integers are taken from any number without a fraction that fits, such as `3`, `3.0` and `3e2`, and are exact.
  ///   A `Double` or `Float` takes any number within its range.
  /// - ``JSONValue``, ``JSONObject`` and ``JSONView`` can stand anywhere in the type.
  /// - Types of Foundation decode as their own `init(from:)` says, without the conventions of `JSONDecoder`.
  ///
  /// - Parameter type: The type to make.
  /// - Returns: The value.
  /// - Throws: ``ClaudeAgentError/Code/decodingFailed`` that names the place (`$.items[3].name`), what was expected and
  ///   what stands there, with at most a few words of it; the `DecodingError` is its ``ClaudeAgentError/underlying``.
  ///   Also for a value that nests deeper than ``JSONValue/deepestNesting``.
  public func decode<T: Decodable>(_ type: T.Type = T.self) throws(ClaudeAgentError) -> T {
    do {
      return try T(from: ViewDecoder(node))
    } catch {
      throw ClaudeAgentError(decoding: error)
    }
  }
}

extension ClaudeAgentError {
  /// The error for one that a decoder or a type's `init(from:)` has thrown.
  ///
  /// What the standard library writes about a value that a type refuses quotes the whole value: it is cut.
  init(decoding error: any Error) {
    let shortened = (error as? DecodingError)?.shortened ?? error
    let place = JSONPath(codingPath: (error as? DecodingError)?.context?.codingPath ?? [])
    let what =
      (shortened as? DecodingError)?.context?.debugDescription ?? "\(error)".shortened(to: DecodingError.longest)
    self.init(
      .decodingFailed, detail: "At \(place): \(what.hasSuffix(".") ? String(what.dropLast()) : what).",
      context: Context { $0.underlying = shortened })
  }
}

extension JSONPath {
  /// The path of a decoder: its own keys of elements are indexes, all others are names.
  init(codingPath: [any CodingKey]) {
    steps = codingPath.map { key in
      if let key = key as? ElementKey { .element(key.index) } else { .member(key.stringValue) }
    }
  }
}

extension DecodingError {
  fileprivate static var longest: Int { 160 }

  fileprivate var context: Context? {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context
    @unknown default: nil
    }
  }

  /// The same with a description and names of bounded size.
  fileprivate var shortened: DecodingError {
    guard let context else { return self }
    let isLongPath = context.codingPath.contains { $0.stringValue.utf8.count > Self.longest }
    guard isLongPath || context.debugDescription.utf8.count > Self.longest else { return self }
    let path = context.codingPath.map { key in
      key.stringValue.utf8.count > Self.longest ? AnyKey(key.stringValue.shortened(to: 80)) : key
    }
    let short = Context(
      codingPath: path, debugDescription: context.debugDescription.shortened(to: 120),
      underlyingError: context.underlyingError)
    switch self {
    case .typeMismatch(let type, _): return .typeMismatch(type, short)
    case .valueNotFound(let type, _): return .valueNotFound(type, short)
    case .keyNotFound(let key, _): return .keyNotFound(key, short)
    case .dataCorrupted: return .dataCorrupted(short)
    @unknown default: return self
    }
  }
}

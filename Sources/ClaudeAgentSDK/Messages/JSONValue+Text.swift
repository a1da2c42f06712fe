package import FastTransport

extension JSONValue {
  /// The deepest nesting that is read. Values nest on the stack, so a hostile text must not choose how deep.
  public static let deepestNesting = 512

  /// Reads a JSON text.
  ///
  /// - Parameter text: One JSON value, with white space around it if you like.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` with the offset of the fault, also for a text that nests deeper
  ///   than ``deepestNesting``. The text itself is not quoted in the error, since it may hold secrets.
  public init(parsing text: String) throws(ClaudeAgentError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Reads a JSON text in UTF-8.
  ///
  /// - Parameter utf8: One JSON value.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput``, as for a string.
  public init(parsing utf8: [UInt8]) throws(ClaudeAgentError) {
    guard let node = JSONNode(copying: utf8) else {
      throw ClaudeAgentError(.invalidInput, detail: "The JSON text is too large for the memory at hand.")
    }
    do {
      try node.validate()
    } catch {
      throw ClaudeAgentError(
        .invalidInput, detail: "The text is not JSON: \(error.code.rawValue) at byte \(error.offset).")
    }
    guard let value = JSONValue(node) else {
      throw ClaudeAgentError(.invalidInput, detail: "The JSON text nests deeper than \(Self.deepestNesting) levels.")
    }
    self = value
  }

  /// The value that a view shows, for keeping or changing it.
  ///
  /// - Parameter view: A place in a line. Nil is returned where the line is broken or nests deeper than
  ///   ``deepestNesting``. A lone surrogate becomes U+FFFD.
  public init?(_ view: JSONView) {
    self.init(view.node)
  }

  /// The value of a node; nil where the line is broken or nests too deep.
  package init?(_ node: JSONNode) {
    self.init(node, depth: 0)
  }

  private init?(_ node: JSONNode, depth: Int) {
    guard depth <= Self.deepestNesting, let kind = node.kind else { return nil }
    switch kind {
    case .null: self = .null
    case .bool:
      guard let value = node.bool else { return nil }
      self = .bool(value)
    case .number:
      guard let value = JSONValue(number: node) else { return nil }
      self = value
    case .string:
      guard let value = node.string else { return nil }
      self = .string(value)
    case .array:
      var elements: [JSONValue] = []
      guard let items = JSONItemList(node) else { return nil }
      elements.reserveCapacity(items.count)
      for element in items {
        guard let value = JSONValue(element, depth: depth + 1) else { return nil }
        elements.append(value)
      }
      self = .array(elements)
    case .object:
      var members = JSONObject()
      var scan = JSONMemberScan(node)
      while true {
        let step = scan.next(Self.noNames)
        if step == .end { break }
        guard step == .other, let key = scan.keyText, let value = JSONValue(scan.value, depth: depth + 1) else {
          return nil
        }
        members[key] = value
      }
      self = .object(members)
    }
  }

  private static let noNames = JSONNames([])

  private init?(number node: JSONNode) {
    if let value = node.int {
      self = .integer(value)
    } else if let text = node.rawText, let digits = JSONBigInteger(text) {
      self = .bigInteger(digits)
    } else if let value = node.double {
      self = .number(value)
    } else {
      return nil
    }
  }

  /// The value as JSON text on one line, without blanks.
  ///
  /// - Returns: The text; numbers that JSON cannot write are `null` in it.
  public func serialized() -> String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// Appends the value to a frame.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.integer(value)
    case .number(let value): writer.double(value)
    // Digits hold no line feed, so this cannot fail.
    case .bigInteger(let digits): try? writer.raw(digits.description.utf8)
    case .string(let value): writer.string(value)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .object(let members): members.write(to: &writer)
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON text.
  public var description: String { serialized() }
}

extension OrderedMap<JSONValue> {
  /// Appends the object to a frame.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in self {
      writer.key(key)
      value.write(to: &writer)
    }
    writer.endObject()
  }

  /// The object as JSON text on one line, without blanks.
  ///
  /// - Returns: The text.
  public func serialized() -> String { JSONValue.object(self).serialized() }
}

package import FastTransport

/// A JSON value inside a line, decoded when it is asked for.
///
/// A view is a place in the bytes as they arrived: cheap to make and to pass on. Reading a member walks the line,
/// reading a leaf decodes it; nothing is kept. What is not there, or is of another kind, is nil: a view never throws
/// and never traps, whatever the bytes are.
///
/// ```swift
/// let model = message.json["message"]?["model"]?.string
/// ```
///
/// - Of equal keys in an object the last one counts. ``members`` has all of them.
/// - A lone surrogate (`"\ud83d"`) reads as U+FFFD, because a Swift string cannot hold it. ``rawText`` still has it.
/// - An integer beyond the range of `Int` has no ``int``; its ``double`` is rounded, its ``rawText`` exact.
///
/// A view keeps the block of bytes alive that its line arrived in, which other lines share. To keep one for long,
/// keep a ``copy()``.
public struct JSONView: Sendable {
  package let node: JSONNode

  package init(node: JSONNode) {
    self.node = node
  }

  /// A view of `null`, for where there is nothing to show.
  package static let null = JSONView(node: JSONNode(literal: "null"))

  /// A view over bytes of its own.
  ///
  /// The text is not checked here: ``kind`` is nil when it is no JSON at all, and ``validate()`` says why.
  ///
  /// - Parameter bytes: JSON text in UTF-8. Nil is returned when memory is exhausted, or at 4 GiB and more.
  public init?(copying bytes: some Sequence<UInt8>) {
    guard let node = JSONNode(copying: Array(bytes)) else { return nil }
    self.node = node
  }

  /// A view over a copy of a text.
  ///
  /// - Parameter text: JSON text. Nil is returned when memory is exhausted, or at 4 GiB and more.
  public init?(copying text: String) {
    self.init(copying: text.utf8)
  }

  /// What a JSON value can be.
  public enum Kind: Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number, with or without fraction and exponent.
    case number
    /// `true` or `false`
    case bool
    /// `null`
    case null
  }

  /// What the value is, judged by its first byte; nil when it is no JSON.
  public var kind: Kind? {
    switch node.kind {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .bool: .bool
    case .null: .null
    case nil: nil
    }
  }

  /// The value of a member of an object; nil when there is none, or the value is no object.
  ///
  /// - Parameter key: The member's name, unescaped. Of equal names the last one counts.
  public subscript(key: String) -> JSONView? { node[key].map(JSONView.init(node:)) }

  /// An element of an array; nil when there is none, or the value is no array.
  ///
  /// - Parameter index: Counted from 0. Takes time in proportion to what stands before the element.
  public subscript(index: Int) -> JSONView? { node[index].map(JSONView.init(node:)) }

  /// The text of a string, unescaped; nil for anything else, and for a string with an escape that is none.
  public var string: String? { node.string }

  /// The value of a number written without fraction and exponent, within the range of `Int`; nil for anything else.
  public var int: Int? { node.int }

  /// The value of a number, rounded to the nearest `Double`; infinite beyond its range; nil for anything else.
  public var double: Double? { node.double }

  /// `true` or `false`; nil for anything else.
  public var bool: Bool? { node.bool }

  /// Whether the value is `null`.
  public var isNull: Bool { node.isNull }

  /// The elements of an array, in order; empty for anything else.
  public var elements: Elements { Elements(base: node.elements) }

  /// The members of an object, in order, equal names and all; empty for anything else.
  public var members: Members { Members(base: node.members) }

  /// The value as it stands in the line, with quotes and escapes; nil when it does not end.
  public var rawText: String? { node.rawText }

  /// Gives the value's bytes as they stand in the line, without copying them.
  ///
  /// - Parameter body: Reads the bytes, which are gone when it returns. They are UTF-8, unless the line is broken; the
  ///   span is empty for a value that does not end.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
    guard let slice = node.rawSlice else { return try body(RawSpan()) }
    return try body(slice.bytes)
  }

  /// Checks the whole text that the view is part of, every token and every bracket.
  ///
  /// Reading needs no check before it: a broken value reads as nil.
  ///
  /// - Throws: The first fault and its place.
  public func validate() throws(JSONFault) {
    do {
      try node.validate()
    } catch {
      throw JSONFault(error)
    }
  }

  /// The value in a block of its own, so that the block its line came in is let go.
  public func copy() -> JSONView { JSONView(node: node.copy()) }
}

extension JSONView {
  /// The elements of an array, found one by one.
  public struct Elements: Sequence, IteratorProtocol, Sendable {
    fileprivate var base: JSONElements

    /// The next element, or nil behind the last one.
    public mutating func next() -> JSONView? { base.next().map(JSONView.init(node:)) }
  }

  /// The members of an object, found one by one.
  public struct Members: Sequence, IteratorProtocol, Sendable {
    fileprivate var base: JSONMembers

    /// The next member, or nil behind the last one.
    public mutating func next() -> (key: String, value: JSONView)? {
      guard let (key, value) = base.next() else { return nil }
      return (key, JSONView(node: value))
    }
  }
}

extension JSONView: CustomStringConvertible {
  /// The value as it stands in the line.
  public var description: String { rawText ?? "" }
}

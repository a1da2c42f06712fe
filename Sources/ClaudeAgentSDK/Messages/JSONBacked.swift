internal import FastTransport

/// A typed face over a JSON value: it holds the view and decodes a field when the field is asked for.
///
/// A field that is missing, or of another kind than it should be, is nil (or empty, where the type says so). Fields
/// this version does not know are in ``json``.
public protocol JSONBacked: Sendable {
  /// The whole value, as it arrived.
  var json: JSONView { get }

  /// A face over any value.
  ///
  /// - Parameter json: The value to read from. Whatever it is, reading is safe.
  init(json: JSONView)
}

extension JSONBacked {
  /// The same in a block of its own, so that the block its line came in is let go.
  public func copy() -> Self { Self(json: json.copy()) }
}

/// A message of a conversation: it says which session it belongs to and has an identity.
public protocol SessionMessage: JSONBacked {}

extension SessionMessage {
  /// The session the message belongs to (`session_id`).
  public var sessionID: String? { json.node.string(at: "session_id") }

  /// The message's own identity (`uuid`).
  public var uuid: String? { json.node.string(at: "uuid") }
}

/// How the faces read their fields. Keys are literals, so that no string is made for them.
extension JSONBacked {
  func string(_ key: StaticString) -> String? { json.node.string(at: key) }

  func text(_ key: StaticString) -> String { json.node.string(at: key) ?? "" }

  func int(_ key: StaticString) -> Int? { json.node.at(key)?.int }

  func double(_ key: StaticString) -> Double? { json.node.at(key)?.double }

  func bool(_ key: StaticString) -> Bool? { json.node.at(key)?.bool }

  func flag(_ key: StaticString) -> Bool { json.node.at(key)?.bool ?? false }

  func view(_ key: StaticString) -> JSONView? {
    guard let node = json.node.at(key), !node.isNull else { return nil }
    return JSONView(node: node)
  }

  func open<Name: OpenStringEnum>(_ key: StaticString) -> Name? {
    json.node.string(at: key).map(Name.init(rawValue:))
  }

  func object<Face: JSONBacked>(_ key: StaticString) -> Face? {
    guard let node = json.node.at(key), node.kind == .object else { return nil }
    return Face(json: JSONView(node: node))
  }

  /// The objects of an array; other elements are left out, they are in `json`.
  func objects<Face: JSONBacked>(_ key: StaticString) -> [Face] {
    guard let node = json.node.at(key) else { return [] }
    return node.elements.compactMap { $0.kind == .object ? Face(json: JSONView(node: $0)) : nil }
  }

  /// The strings of an array; other elements are left out, they are in `json`.
  func strings(_ key: StaticString) -> [String] {
    guard let node = json.node.at(key) else { return [] }
    return node.elements.compactMap(\.string)
  }

  func milliseconds(_ key: StaticString) -> Duration? {
    guard let node = json.node.at(key) else { return nil }
    if let whole = node.int { return .milliseconds(whole) }
    return duration(node.double, unit: 1e-3)
  }

  func seconds(_ key: StaticString) -> Duration? {
    guard let node = json.node.at(key) else { return nil }
    if let whole = node.int { return .seconds(whole) }
    return duration(node.double, unit: 1)
  }

  /// Nil beyond what a `Duration` can be made of without a trap.
  private func duration(_ value: Double?, unit: Double) -> Duration? {
    guard let value, abs(value) < 1e18 else { return nil }
    return .seconds(value * unit)
  }
}

extension JSONView {
  /// The member `key` as a face, when it is an object.
  func face<Face: JSONBacked>(_ key: StaticString) -> Face? {
    guard let node = node.at(key), node.kind == .object else { return nil }
    return Face(json: JSONView(node: node))
  }
}

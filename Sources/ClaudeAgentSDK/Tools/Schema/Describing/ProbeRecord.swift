/// What a type has asked its decoder for.
final class ProbeRecord {
  private enum Shape {
    case nothing
    case known(JSONObject)
    case object(OrderedMap<ProbeRecord>)
    case array(ProbeRecord?)
  }

  private var shape = Shape.nothing
  private var optional: Set<String> = []

  /// Whether it is one text, number or truth value.
  var isLeaf: Bool { if case .known = shape { true } else { false } }

  /// Nil when the type has asked for nothing.
  var schema: JSONObject? {
    switch shape {
    case .nothing: return nil
    case .known(let schema): return schema
    case .array(let element): return ToolSchema.array(of: ToolSchema(element?.schema ?? [:])).json
    case .object(let members):
      let properties = members.map { name, record in
        let schema = ToolSchema(record.schema ?? [:])
        return (key: name, value: optional.contains(name) ? .optional(schema) : schema)
      }
      return ToolSchema.object(OrderedMap(properties)).json
    }
  }

  func set(_ schema: JSONObject) { shape = .known(schema) }

  /// An object; what was known of one before stays, since a type may ask for several containers.
  func setObject() { if case .object = shape {} else { shape = .object([:]) } }

  func setArray() { shape = .array(nil) }

  /// The record for a member.
  func member(_ name: String) -> ProbeRecord {
    setObject()
    guard case .object(var members) = shape else { return ProbeRecord() }
    if let known = members[name] { return known }
    let record = ProbeRecord()
    members[name] = record
    shape = .object(members)
    return record
  }

  func setOptional(_ name: String) { optional.insert(name) }

  /// The record for the elements.
  func element() -> ProbeRecord {
    let record = ProbeRecord()
    shape = .array(record)
    return record
  }
}

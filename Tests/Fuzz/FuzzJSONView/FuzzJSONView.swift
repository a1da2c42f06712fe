import FastTransport
import Judge

/// Any text: the fast reader and the plain one must agree on whether it is JSON, and on every value in it. A text that
/// is not JSON must not lead any accessor astray.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONView(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  // Safe: the fuzzer lends `count` bytes for the length of this call.
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  guard let node = JSONNode(copying: bytes) else { return 0 }
  let naive = NaiveJSON(bytes)
  let fault: JSONError?
  do throws(JSONError) {
    try node.validate()
    fault = nil
  } catch {
    fault = error
  }
  demand((fault == nil) == naive.isValid, "plain: \(naive.isValid), fast: \(String(describing: fault))")
  if let fault {
    demand(fault.offset >= 0 && fault.offset <= count, "a fault at \(fault.offset) of \(count) bytes")
    wander(node)
  } else {
    compare(node, naive)
  }
  return 0
}

/// Reads every value of a valid text by every accessor.
private func compare(_ root: JSONNode, _ naive: NaiveJSON) {
  var open: [(JSONNode, Int)] = [(root, 0)]
  while let (node, index) = open.popLast() {
    let value = naive.values[index]
    compareScalar(node, value, naive)
    let elements = Array(node.elements)
    let members = Array(node.members)
    demand(elements.count == (value.kind == .array ? value.children.count : 0), "\(elements.count) elements")
    demand(members.count == (value.kind == .object ? value.children.count : 0), "\(members.count) members")
    for (element, child) in zip(elements, value.children) { open.append((element, child)) }
    for (place, member) in members.enumerated() {
      demand(member.key.unicodeScalars.elementsEqual(value.keys[place].unicodeScalars), "the key \(member.key)")
      open.append((member.value, value.children[place]))
      // Of equal keys the last one counts. `String` compares by canonical equivalence, JSON by code points.
      let last = value.keys.lastIndex { $0.unicodeScalars.elementsEqual(value.keys[place].unicodeScalars) }
      let found = last.map { naive.raw(naive.values[value.children[$0]]) }
      demand(node[member.key]?.rawSlice?.array == found.map(Array.init), "the member \(member.key)")
    }
    if let last = elements.last { demand(node[elements.count - 1]?.isSame(as: last) == true, "the last element") }
    demand(node[elements.count] == nil, "an element too many")
    let copy = node.copy()
    demand((try? copy.validate()) != nil, "a copy is not valid")
    demand(copy.rawSlice?.array == node.rawSlice?.array, "a copy differs")
    use(node)
  }
}

private func compareScalar(_ node: JSONNode, _ value: NaiveJSON.Value, _ naive: NaiveJSON) {
  let kind: JSONKind =
    switch value.kind {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .bool: .bool
    case .null: .null
    }
  let raw = Array(naive.raw(value))
  demand(node.kind == kind, "\(String(describing: node.kind)) and not \(kind)")
  demand(node.rawSlice?.array == raw, "the raw text is \(shown(node.rawSlice?.array ?? [])) and not \(shown(raw))")
  demand(node.rawText?.utf8.elementsEqual(raw) == true, "the raw text differs")
  let text = kind == .string ? Array(value.text.utf8) : nil
  demand(node.string.map { Array($0.utf8) } == text, "\(shown(raw)) reads as \(String(describing: node.string))")
  demand(node.bool == (kind == .bool ? raw.first == UInt8(ascii: "t") : nil), "\(shown(raw)) as a truth value")
  demand(node.isNull == (kind == .null), "\(shown(raw)) as null")
  demand(node.isWholeObject == (kind == .object), "\(shown(raw)) as a whole object")
  // `Int` also reads "+1" and "01", which are no JSON; a valid text has neither.
  let integer = kind == .number ? Int(String(decoding: raw, as: UTF8.self)) : nil
  demand(node.int == integer, "\(shown(raw)) reads as \(String(describing: node.int))")
  let double = kind == .number ? naive.number(value) : nil
  demand(node.double?.bitPattern == double?.bitPattern, "\(shown(raw)) reads as \(String(describing: node.double))")
}

/// Reads all that can be reached in a text that is not JSON.
private func wander(_ root: JSONNode) {
  var open = [root]
  var left = 10_000
  while let node = open.popLast(), left > 0 {
    left -= 1
    use(node)
    _ = node.copy()
    open += node.elements
    for member in node.members {
      _ = node[member.key]
      open.append(member.value)
    }
  }
}

/// The accessors whose answer is not compared: they must only come back.
private func use(_ node: JSONNode) {
  _ = node.kind
  _ = node.bool
  _ = node.isNull
  _ = node.int
  _ = node.double
  _ = node.rawText
  _ = node.string
  _ = node[1]
  _ = node.at("type")
  _ = node.at("message", "content")
  _ = node.string(at: "type")
  _ = node.string(at: "event", "delta", "text")
  _ = node.string(at: "event", "delta", "text", ofType: "text_delta")
  _ = node.name(at: "type", among: ["assistant", "user", "result"])
  _ = node.equals("user", at: "message", "role")
  _ = node.equals("text")
  _ = node.joinedText
  _ = node.joinedText(at: "content")
  _ = node.joinedText(at: "message", "content")
  _ = node.isWholeObject
  _ = node.firstBytesOfText(16)
  _ = node.copyOfText()
}

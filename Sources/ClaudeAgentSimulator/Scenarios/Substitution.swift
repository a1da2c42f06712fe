/// Puts variables, captures and generated texts into the data of a step.
struct Substitution {
  let variables: [String: String]
  let conversation: Conversation

  func applied(to value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(filled(text))
    case .array(let values): return .array(values.map(applied(to:)))
    case .object(let members):
      if members.count == 1, members[0].name == "$gen" { return .string(GeneratedText.text(for: members[0].value)) }
      return .object(members.map { JSONValue.Member(name: $0.name, value: applied(to: $0.value)) })
    case .null, .bool, .number: return value
    }
  }

  private func filled(_ text: String) -> String {
    guard text.contains("{{") else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      filled += rest[..<open.lowerBound]
      if let value = value(of: String(rest[open.upperBound..<close.lowerBound])) {
        filled += value
        rest = rest[close.upperBound...]
      } else {
        // Not a variable; one may still begin at the next brace.
        filled += "{"
        rest = rest[rest.index(after: open.lowerBound)...]
      }
    }
    return filled + rest
  }

  private func value(of name: String) -> String? {
    if name.hasPrefix("CAPTURE:") {
      return Pattern(String(name.dropFirst(8)))?.lastMatch(in: conversation.wholeText) ?? "NOTFOUND"
    }
    if let value = variables[name] { return value }
    return name == "CWD" ? "." : nil
  }
}

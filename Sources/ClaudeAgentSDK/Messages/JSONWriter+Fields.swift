internal import FastTransport

extension JSONWriter {
  mutating func field(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  mutating func field(_ name: StaticString, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// A member with a literal of plain characters as its value.
  mutating func field(_ name: StaticString, literal text: StaticString) {
    key(name)
    literal(text)
  }
}

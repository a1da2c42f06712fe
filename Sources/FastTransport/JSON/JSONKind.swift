/// What a value is, known from its first byte.
package enum JSONKind: UInt8, Sendable {
  case object, array, string, number, bool, null
}

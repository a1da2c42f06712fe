internal import FastTransport

/// The payload of a hook's answer as it goes on the wire.
@usableFromInline
struct HookAnswer: Sendable {
  /// Nil for an answer without an opinion, which most are.
  private let fill: (@Sendable (inout JSONWriter) -> Void)?

  @inlinable
  init<Input: HookInput>(_ output: HookOutput<Input>, _ event: HookEvent<Input>) {
    self = output.hasOpinion ? HookAnswer(opinion: output, event) : HookAnswer()
  }

  @usableFromInline
  init() { fill = nil }

  @usableFromInline
  init<Input: HookInput>(opinion output: HookOutput<Input>, _ event: HookEvent<Input>) {
    let name = event.name
    fill = { writer in output.write(to: &writer, event: name) }
  }

  private init(fill: @escaping @Sendable (inout JSONWriter) -> Void) { self.fill = fill }

  func write(to writer: inout JSONWriter) {
    if let fill { return fill(&writer) }
    writer.beginObject()
    writer.endObject()
  }

  /// The answer of a gating hook that has failed: an explicit no.
  static func denial(_ gate: HookGate, event: String, reason: String) -> HookAnswer {
    HookAnswer { writer in
      writer.beginObject()
      switch gate {
      case .block:
        writer.field("decision", "block")
        writer.field("reason", reason)
      case .permissionDecision:
        writer.key("hookSpecificOutput")
        writer.beginObject()
        writer.field("hookEventName", event)
        writer.field("permissionDecision", "deny")
        writer.field("permissionDecisionReason", reason)
        writer.endObject()
      case .behavior:
        writer.key("hookSpecificOutput")
        writer.beginObject()
        writer.field("hookEventName", event)
        writer.key("decision")
        writer.beginObject()
        writer.field("behavior", "deny")
        writer.field("message", reason)
        writer.endObject()
        writer.endObject()
      }
      writer.endObject()
    }
  }
}

extension HookOutput {
  /// Whether the output says anything.
  @inlinable
  var hasOpinion: Bool {
    continues != nil || stopReason != nil || suppressOutput != nil || decision != nil || reason != nil
      || systemMessage != nil || !specific.isEmpty || !additionalFields.isEmpty
  }

  /// Writes the output as the CLI reads it.
  func write(to writer: inout JSONWriter, event: String) {
    let own = additionalFields
    writer.beginObject()
    if let continues, own["continue"] == nil { writer.field("continue", continues) }
    if let stopReason, own["stopReason"] == nil { writer.field("stopReason", stopReason) }
    if let suppressOutput, own["suppressOutput"] == nil { writer.field("suppressOutput", suppressOutput) }
    if let decision, own["decision"] == nil { writer.field("decision", decision.rawValue) }
    if let reason, own["reason"] == nil { writer.field("reason", reason) }
    if let systemMessage, own["systemMessage"] == nil { writer.field("systemMessage", systemMessage) }
    if !specific.isEmpty, own["hookSpecificOutput"] == nil {
      writer.key("hookSpecificOutput")
      writer.beginObject()
      writer.field("hookEventName", event)
      for (key, value) in specific where key != "hookEventName" {
        writer.key(key)
        value.write(to: &writer)
      }
      writer.endObject()
    }
    for (key, value) in own {
      writer.key(key)
      value.write(to: &writer)
    }
    writer.endObject()
  }
}

/// The goal the session works towards has changed (`active_goal`).
public struct ActiveGoal: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The goal; nil when there is none any more (`value`).
  public var value: JSONView? { view("value") }
}

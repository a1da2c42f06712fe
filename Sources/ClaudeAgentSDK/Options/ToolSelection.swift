/// Which built-in tools exist at all (`--tools`).
///
/// To allow a tool that exists without asking, use ``ClaudeAgentOptions/allowedTools``.
public enum ToolSelection: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// The usual tools of Claude Code (`default`).
  case preset
  /// Only these; none for an empty list.
  case only([String])

  /// Selects only these tools.
  public init(arrayLiteral elements: String...) { self = .only(elements) }
}

/// Which skills the agent may use.
public enum SkillSelection: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Every skill found; the tool `Skill` is allowed.
  case all
  /// Only these, each allowed as `Skill(name)`; an empty list hides every skill.
  case only([String])

  /// Selects only these skills.
  public init(arrayLiteral elements: String...) { self = .only(elements) }
}

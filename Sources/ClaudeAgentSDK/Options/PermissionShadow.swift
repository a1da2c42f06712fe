/// Options that keep a permission callback from being asked. Advice, not an error: asking for both may be meant.
enum PermissionShadow {
  /// What to tell, or nil.
  static func warning(for options: ClaudeAgentOptions) -> String? {
    guard options.canUseTool != nil else { return nil }
    if options.permissionMode == .bypassPermissions {
      return "`canUseTool` is hardly ever asked in the permission mode `bypassPermissions`, which allows everything."
    }
    var names: [String] = []
    let tools = options.allowedTools + (options.skills == .all ? ["Skill"] : [])
    for name in tools.compactMap(wholeTool) where !names.contains(name) { names.append(name) }
    guard !names.isEmpty else { return nil }
    return "`canUseTool` is not asked for \(names.joined(separator: ", ")): `allowedTools` allows each as a whole."
  }

  /// The tool that an entry allows as a whole, `Read`, `Read()` or `Read(*)`; nil for one that allows a part of it.
  private static func wholeTool(_ entry: String) -> String? {
    let entry = entry.trimmingWhitespace()
    guard let open = entry.firstIndex(of: "(") else { return entry.isEmpty ? nil : String(entry) }
    let name = entry[..<open]
    let rule = entry[open...]
    return !name.isEmpty && (rule == "()" || rule == "(*)") ? String(name) : nil
  }
}

import Testing

@testable import ClaudeAgentSDK

@Suite struct PermissionShadowTests {
  private func warning(
    _ allowed: [String], skills: SkillSelection? = nil, mode: PermissionMode? = nil, asks: Bool = true
  ) -> String? {
    var options = ClaudeAgentOptions()
    if asks { options.canUseTool = PermissionCallback { _ in .allow() } }
    options.allowedTools = allowed
    if let skills { options.skills = skills }
    options.permissionMode = mode
    return PermissionShadow.warning(for: options)
  }

  private func names(_ list: String) -> String {
    "`canUseTool` is not asked for \(list): `allowedTools` allows each as a whole."
  }

  @Test(
    arguments: [
      (["Read"], "Read"), (["Read()"], "Read"), (["Read(*)"], "Read"), ([" Read "], "Read"),
      (["Read", "Read()", "Read(*)"], "Read"), (["Write", "Read", "Write()"], "Write, Read"),
      (["Bash(ls:*)", "Read"], "Read"), (["mcp__calc__add"], "mcp__calc__add"), (["", "Read"], "Read"),
    ])
  func `tools that are allowed as a whole are named once, in order`(allowed: [String], list: String) {
    #expect(warning(allowed) == names(list))
  }

  @Test(
    arguments: [
      [], ["Bash(ls:*)"], ["Read(*x"], ["Read(*x)"], ["Read(x*)"], ["(*)"], ["()"], [""], ["  "], ["\t\n"],
      ["Read(**)"],
      ["Read( )"], ["Read(()"], ["Read(*))"],
    ] as [[String]])
  func `a part of a tool, and nothing, is not worth a word`(allowed: [String]) {
    #expect(warning(allowed) == nil)
  }

  @Test func `all skills are the tool that starts them`() {
    #expect(warning([], skills: .all) == names("Skill"))
    #expect(warning(["Skill", "Read"], skills: .all) == names("Skill, Read"))
    #expect(warning([], skills: .only(["pdf"])) == nil)
  }

  @Test func `a mode that allows everything wins`() {
    let text = "`canUseTool` is hardly ever asked in the permission mode `bypassPermissions`, which allows everything."
    #expect(warning(["Read"], mode: .bypassPermissions) == text)
    #expect(warning([], mode: .bypassPermissions) == text)
    #expect(warning([], mode: .acceptEdits) == nil)
    #expect(warning(["Read"], mode: .plan) == names("Read"))
  }

  @Test func `without a callback there is nothing to shadow`() {
    #expect(warning(["Read"], skills: .all, mode: .bypassPermissions, asks: false) == nil)
  }
}

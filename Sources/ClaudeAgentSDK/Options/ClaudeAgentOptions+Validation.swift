extension ClaudeAgentOptions {
  /// Checks the options without starting anything or reading any file.
  ///
  /// Checked is what contradicts itself, what the system cannot carry, and what would do harm in silence. A value that
  /// the CLI itself refuses in words (an unknown effort, a session id that is no UUID) is left to the CLI, as the
  /// official SDK does.
  ///
  /// - Throws: ``ClaudeAgentError/Code/invalidOptions`` with every fault in ``ClaudeAgentError/faults``.
  public func validate() throws(ClaudeAgentError) {
    try Self.throwIfAny(faults(host: HostCapabilities(self, hooks: HookTable(hooks))))
  }

  /// Turns faults into an error, when there are any.
  static func throwIfAny(_ faults: [OptionFault]) throws(ClaudeAgentError) {
    guard !faults.isEmpty else { return }
    let count = faults.count == 1 ? "An option is" : "\(faults.count) options are"
    let list = faults.map(\.description).joined(separator: " ")
    throw ClaudeAgentError(
      .invalidOptions, detail: "\(count) not usable: \(list)", advice: "", context: .init { $0.faults = faults })
  }

  /// Everything wrong with the options, in the order of the options.
  ///
  /// - Parameter host: What the host serves.
  func faults(host: HostCapabilities) -> [OptionFault] {
    var faults = FaultList()
    checkLimits(&faults)
    checkSkills(&faults)
    checkCombinations(host, &faults)
    checkSettings(&faults)
    checkClientApp(&faults)
    checkEnvironment(&faults)
    checkExtraArguments(&faults)
    checkTokens(host, &faults)
    return faults.all
  }
}

/// Collects faults.
private struct FaultList {
  private(set) var all: [OptionFault] = []

  mutating func add(_ option: String, _ reason: String) {
    all.append(OptionFault(option: option, reason: reason))
  }

  mutating func add(_ option: String, _ reason: String, when isWrong: Bool) {
    if isWrong { add(option, reason) }
  }
}

extension ClaudeAgentOptions {
  /// The longest argument or variable that Linux accepts, without the NUL behind it (`MAX_ARG_STRLEN`).
  static let longestArgument = 128 << 10 - 1

  private func checkLimits(_ faults: inout FaultList) {
    let negative = "must not be negative."
    faults.add("maxTurns", negative, when: (maxTurns ?? 0) < 0)
    if let maxBudgetUSD {
      faults.add(
        "maxBudgetUSD", "must be a number of dollars, zero or more.", when: !(0..<(.infinity)).contains(maxBudgetUSD))
    }
    faults.add("taskBudget", negative, when: (taskBudget ?? 0) < 0)
    faults.add("maxThinkingTokens", negative, when: (maxThinkingTokens ?? 0) < 0)
    if case .enabled(let budget, _) = thinking { faults.add("thinking", "the budget \(negative)", when: budget < 0) }
    faults.add("maxLineLength", "must be at least 1 byte.", when: maxLineLength < 1)
    faults.add("maxUnreadBytes", "must be at least 1 byte.", when: maxUnreadBytes < 1)
    faults.add("initializeTimeout", "must be longer than zero.", when: initializeTimeout.map { $0 <= .zero } ?? false)
    faults.add("controlTimeout", "must be longer than zero.", when: controlTimeout <= .zero)
    faults.add("backgroundWaitCeiling", negative, when: backgroundWaitCeiling.map { $0 < .zero } ?? false)
    for (index, hook) in hooks.enumerated() {
      faults.add(
        "hooks[\(index)].timeout", "must be longer than zero.", when: hook.timeout.map { $0 <= .zero } ?? false)
    }
    faults.add("shutdownGrace", negative, when: shutdownGrace < .zero)
  }

  private func checkSkills(_ faults: inout FaultList) {
    guard case .only(let names) = skills else { return }
    for (index, name) in names.enumerated() {
      if let fault = SkillNameRules.fault(in: name) { faults.add("skills[\(index)]", fault) }
    }
  }

  private func checkCombinations(_ host: HostCapabilities, _ faults: inout FaultList) {
    let resumes = resume?.isEmpty == false
    faults.add(
      "resume", "names a session, and `continueConversation` asks for the latest: choose one.",
      when: resumes && continueConversation)
    faults.add(
      "sessionID", "needs `forkSession` together with `resume` or `continueConversation`.",
      when: sessionID?.isEmpty == false && (resumes || continueConversation) && !forkSession)
    faults.add(
      "permissionPromptToolName", "names a tool that decides, and a permission callback is set: choose one.",
      when: permissionPromptToolName?.isEmpty == false && host.answersPermissions)
    faults.add(
      "enableFileCheckpointing", "does not work together with a session store.",
      when: enableFileCheckpointing && host.mirrorsSession)
    faults.add(
      "mcpConfiguration", "cannot be passed on together with `mcpServers`: put all servers in one of them.",
      when: mcpConfiguration?.isEmpty == false && !mcpServers.isEmpty)
    for (name, configuration) in mcpServers {
      for fault in configuration.server?.faults ?? [] {
        faults.add("mcpServers[\"\(name)\"].\(fault.option)", fault.reason)
      }
    }
    faults.add("cliPath", "is empty.", when: cliPath?.isEmpty == true)
  }

  /// Inline settings are parsed here; a file is read when the run starts.
  private func checkSettings(_ faults: inout FaultList) {
    guard sandbox != nil, case .text(let text) = settings, text.trimmingWhitespace().first == "{" else { return }
    struct NotRead: Error {}
    do {
      _ = try SettingsMerge.text(for: self) { _ in throw NotRead() }
    } catch {
      faults.add("settings", error.reason, when: text.trimmingWhitespace().last == "}")
    }
  }

  private func checkClientApp(_ faults: inout FaultList) {
    guard let clientApp else { return }
    let isSafe = clientApp.unicodeScalars.allSatisfy { $0.value <= 0xFF && !SkillNameRules.isControl($0) }
    faults.add(
      "clientApp", "may only hold printable characters up to U+00FF: it becomes part of a header.", when: !isSafe)
  }

  private func checkEnvironment(_ faults: inout FaultList) {
    for (name, value) in environment.settings.sorted(by: { $0.key < $1.key }) {
      Self.checkVariable("environment[\"\(name.printable)\"]", name, value, &faults)
    }
    for (name, value) in traceContext.sorted(by: { $0.key < $1.key }) {
      Self.checkVariable("traceContext[\"\(name.printable)\"]", name, value, &faults)
    }
  }

  private static func checkVariable(_ option: String, _ name: String, _ value: String, _ faults: inout FaultList) {
    let isName = !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
    faults.add(option, "is not a name for a variable: it is empty or holds `=` or NUL.", when: !isName)
    faults.add(option, "the value holds a NUL byte.", when: value.utf8.contains(0))
    faults.add(
      option, "is longer than the \(longestArgument) bytes that the system accepts.",
      when: name.utf8.count + value.utf8.count + 1 > longestArgument)
  }

  /// Flags that belong to the protocol: another value would leave the run without messages.
  private static let protocolFlags: Set<String> = ["input-format", "output-format", "print"]

  private func checkExtraArguments(_ faults: inout FaultList) {
    for key in extraArguments.keys {
      let option = "extraArguments[\"\(key.printable)\"]"
      let isName = !key.isEmpty && !key.hasPrefix("-") && !key.contains { $0 == "=" || $0.isWhitespace }
      faults.add(option, "must be a flag's name without dashes, blanks or `=`.", when: !isName)
      faults.add(option, "belongs to this library, which needs `stream-json`.", when: Self.protocolFlags.contains(key))
    }
  }

  /// What the system cannot carry: NUL bytes, and arguments that are too long.
  private func checkTokens(_ host: HostCapabilities, _ faults: inout FaultList) {
    // Without a file reader the settings stand for themselves; a merged file is checked when the run starts.
    let text: String? = if case .text(let text) = settings { text } else { nil }
    faults.checkTokens(of: CommandLine(self, host: host, settings: text))
    for (option, value) in [("cliPath", cliPath), ("workingDirectory", workingDirectory), ("user", user)] {
      faults.add(option, "holds a NUL byte.", when: value?.utf8.contains(0) ?? false)
    }
    if WindowsRules.apply { for fault in windowsFaults { faults.add(fault.option, fault.reason) } }
  }

  /// What may come from outside of the program and would be a command of its own on Windows.
  var windowsFaults: [OptionFault] {
    [
      ("resume", resume), ("sessionID", sessionID), ("resumeSessionAt", resumeSessionAt),
      ("resumeDropsTurn", resumeDropsTurn),
    ]
    .filter { _, value in value.flatMap(WindowsRules.metacharacter) != nil }
    .map { OptionFault(option: $0.0, reason: "holds a character that the command interpreter of Windows would obey.") }
  }

  /// Everything wrong with the arguments themselves.
  static func faults(in line: CommandLine) -> [OptionFault] {
    var faults = FaultList()
    faults.checkTokens(of: line)
    return faults.all
  }
}

extension FaultList {
  fileprivate mutating func checkTokens(of line: CommandLine) {
    for group in line.groups {
      add(group.option.printable, "holds a NUL byte.", when: group.tokens.contains { $0.utf8.contains(0) })
      if let long = group.tokens.first(where: { $0.utf8.count > ClaudeAgentOptions.longestArgument }) {
        let advice =
          ["settings", "mcpServers", "mcpConfiguration", "sandbox"].contains(group.option)
          ? " Put it in a file and pass the path." : ""
        add(
          group.option.printable,
          "is \(long.utf8.count) bytes, and the system accepts \(ClaudeAgentOptions.longestArgument) for one argument."
            + advice)
      }
    }
  }
}

extension String {
  /// The text with control characters replaced, for naming an option in a message.
  fileprivate var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.map { SkillNameRules.isControl($0) ? "\u{FFFD}" : $0 }))
  }
}

import ClaudeAgentSDK

/// Puts what happens in a run into one-line notices.
enum Narration {
  /// Tells what a person wants to know of a message beside its text, and what is being waited for.
  static func tell(_ message: Message, _ notices: Notices) {
    guard notices.style.isLive else { return }
    switch message {
    case .assistant(let reply):
      for call in reply.toolUses {
        notices.tell(line(of: call, isSubagent: reply.parentToolUseID != nil, width: notices.style.width))
      }
      notices.spin(reply.toolUses.isEmpty ? "working" : "running \(reply.toolUses.map(\.name).joined(separator: ", "))")
    case .system(let system):
      switch system.event {
      case .initialized(let session): notices.spin("waiting for \(session.model)")
      case .apiRetry(let retry): notices.tell("the request failed and is tried again (attempt \(retry.attempt))")
      default: break
      }
    case .user: notices.spin("working")
    default: break
    }
  }

  /// A tool call as one line: the tool and what matters of its input.
  static func line(of call: ToolUseBlock, isSubagent: Bool, width: Int) -> String {
    let telling = ["command", "file_path", "pattern", "url", "query", "description", "prompt", "path"]
    let argument = telling.lazy.compactMap { call.input?[$0]?.string }.first ?? call.input?.rawText ?? ""
    let shown = argument == "{}" ? "" : argument
    return PlainText.oneLine("\(isSubagent ? "  " : "")* \(call.name) \(shown)", width: width)
  }

  /// Tells what the run took.
  static func tellSummary(of result: ResultMessage, _ notices: Notices) {
    notices.tell(summary(of: result))
  }

  /// What a run took: time, turns, tokens, cost.
  static func summary(of result: ResultMessage) -> String {
    var parts = [Quantity.seconds(result.duration), Quantity.count(result.numTurns, "turn")]
    if let usage = result.usage {
      let input = usage.inputTokens + usage.cacheCreationInputTokens + usage.cacheReadInputTokens
      parts.append("\(Quantity.grouped(input)) tokens in, \(Quantity.grouped(usage.outputTokens)) out")
    }
    if let cost = result.totalCostUSD { parts.append(Quantity.dollars(cost)) }
    return parts.joined(separator: " · ")
  }
}

/// Numbers for people.
enum Quantity {
  static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds).\(attoseconds / 100_000_000_000_000_000) s"
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// Dollars with four places; an estimate needs no more.
  static func dollars(_ amount: Double) -> String {
    guard amount.isFinite, abs(amount) < 1e12 else { return "$?" }
    let units = Int((amount * 10_000).rounded())
    let fraction = String(units.magnitude % 10_000)
    return
      "\(units < 0 ? "-" : "")$\(units.magnitude / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
  }

  static func mebibytes(_ bytes: Int) -> String { "\((bytes + (1 << 19)) >> 20) MiB" }
}

import ClaudeAgentSDK

/// What an exception of the official SDK is here.
struct RecordedEnding {
  let exception: JSONObject?
  let run: WireRun?

  func differences(from error: ClaudeAgentError?) throws -> [Difference] {
    guard let exception else {
      return error.map { [Difference("ending: \($0.code) added", "\($0)")] } ?? []
    }
    let name = exception["class"]?.string ?? ""
    guard let error else { return [Difference("ending: \(name) became no error", exception.serialized())] }
    guard let code = code(name, exception) else { return [Difference("ending: \(name) is unknown", "\(error)")] }
    guard error.code == code else { return [Difference("ending: \(code) became \(error.code)", "\(error)")] }
    return attributes(error, exception)
  }

  private func code(_ name: String, _ exception: JSONObject) -> ClaudeAgentError.Code? {
    let words = exception["str"]?.string ?? ""
    switch name {
    case "CLIConnectionError" where words.hasPrefix("Working directory does not exist"):
      return .workingDirectoryNotFound
    case "CLINotFoundError": return .cliNotFound
    case "CLIConnectionError": return .connectionClosed
    case "ProcessError": return .processFailed
    case "CLIJSONDecodeError": return words.contains("maximum buffer size") ? .lineTooLong : .malformedLine
    case "ResultError": return resultCode(exception)
    default: return nil
    }
  }

  /// What an error result names: of status, reason and subtype the most exact.
  private func resultCode(_ exception: JSONObject) -> ClaudeAgentError.Code {
    let reasons: [String: ClaudeAgentError.Code] = ["prompt_too_long": .promptTooLong]
    let statuses: [Int: ClaudeAgentError.Code] = [
      400: .invalidRequest, 401: .authenticationFailed, 402: .billingError, 403: .authenticationFailed,
      404: .modelNotFound, 413: .invalidRequest, 429: .rateLimited, 500: .serverError, 502: .serverError,
      503: .serverError, 529: .overloaded,
    ]
    let subtypes: [String: ClaudeAgentError.Code] = [
      "error_max_turns": .maxTurnsReached, "error_max_budget_usd": .budgetExceeded,
      "error_max_structured_output_retries": .structuredOutputFailed,
    ]
    return exception["terminal_reason"]?.string.flatMap { reasons[$0] }
      ?? exception["api_error_status"]?.int.flatMap { statuses[$0] }
      ?? exception["subtype"]?.string.flatMap { subtypes[$0] } ?? .resultError
  }

  private func attributes(_ error: ClaudeAgentError, _ exception: JSONObject) -> [Difference] {
    var differences: [Difference] = []
    func compare(_ name: String, _ ours: JSONValue?, _ theirs: JSONValue?) {
      differences += Difference.between(ours ?? .null, theirs ?? .null, at: "ending: \(name)")
    }
    if let code = exception["exit_code"]?.int {
      let ours: Int? =
        switch error.exitStatus {
        case .exited(let code)?: Int(code)
        case .signalled(let number)?: -Int(number)
        case nil: nil
        }
      compare("exit code", ours.map { .integer($0) }, .integer(code))
    }
    if exception["class"] == "ResultError" {
      let failed = error.failedResult
      compare("subtype", failed?.subtype.map { .string($0) }, exception["subtype"])
      compare("errors", .array((failed?.errors ?? []).map { .string($0) }), exception["errors"])
      compare("result", failed?.result.map { .string($0) }, exception["result"])
      compare("status", failed?.apiErrorStatus.map { .integer($0) }, exception["api_error_status"])
      compare("reason", failed?.terminalReason.map { .string($0) }, exception["terminal_reason"])
      // "Claude Code returned an error result: … (exit code: 1)"
      if let words = exception["str"]?.string, !words.hasPrefix(error.detail) {
        differences.append(Difference("ending: words changed", "\(error.detail) instead of \(words)"))
      }
    }
    return differences
  }
}

import ClaudeAgentSDK

/// Calls the control methods that the recorded caller called.
struct ControlCaller {
  private let client: ClaudeClient
  /// What the recorded host sent for the calls that are still to come.
  private var requests: ArraySlice<JSONObject>
  private var pending: [Pending] = []

  private struct Pending {
    let name: String
    let task: Task<Result<JSONValue, ClaudeAgentError>, Never>
  }

  init(_ client: ClaudeClient, _ requests: [JSONObject]) {
    self.client = client
    self.requests = requests[...]
  }

  /// Starts a call; its answer may take until messages have been read.
  mutating func begin(_ method: String, _ arguments: [JSONValue]) {
    let client = client
    var fields = requests.popFirst() ?? [:]
    let subtype = fields["subtype"]?.string ?? method
    fields["subtype"] = nil
    let request = fields
    let task = Task { () async -> Result<JSONValue, ClaudeAgentError> in
      do throws(ClaudeAgentError) {
        switch method {
        case "interrupt": return .success(try await client.interrupt().json.value ?? .null)
        case "set_model": try await client.setModel(arguments.first?.string)
        case "set_permission_mode":
          try await client.setPermissionMode(PermissionMode(rawValue: arguments.first?.string ?? ""))
        default: return .success(try await client.control(subtype, request).value ?? .null)
        }
        return .success(.null)
      } catch {
        return .failure(error)
      }
    }
    pending.append(Pending(name: method == "raw" ? subtype : method, task: task))
  }

  /// Waits for the answer to the oldest call, and compares it.
  mutating func end(_ recorded: RecordedStep.Answer) async -> [Difference] {
    guard !pending.isEmpty else { return [Difference("control: an answer without a call", "\(recorded)")] }
    let call = pending.removeFirst()
    let place = "control \(call.name)"
    switch (await call.task.value, recorded) {
    case (.success, .success(.null)): return []
    case (.success(let ours), .success(let theirs)): return Difference.between(ours, theirs, at: place)
    case (.success(let ours), .failure(let words)):
      return [Difference("\(place): error became success", "\(ours.serialized()) instead of \(words)")]
    case (.failure(let error), .success): return [Difference("\(place): success became \(error.code)", "\(error)")]
    case (.failure(let error), .failure(let words)):
      if error.code != .controlRequestFailed { return [Difference("\(place): error became \(error.code)", "\(error)")] }
      return error.detail.contains(words)
        ? [] : [Difference("\(place): words changed", "\(error.detail) instead of \(words)")]
    }
  }

  /// Calls that the recorded caller did not wait for.
  func cancel() { for call in pending { call.task.cancel() } }
}

import ClaudeAgentSDK
import Testing

@Suite struct SystemMessageTests {
  private func system(_ text: String) throws -> SystemMessage {
    SystemMessage(json: try #require(JSONView(copying: #"{"type":"system",\#(text)}"#)))
  }

  @Test func `a turn begins with its environment`() throws {
    let message = try system(
      #"""
      "subtype":"init","cwd":"/tmp","model":"claude","tools":["Bash","Read"],"permissionMode":"plan",
      "mcp_servers":[{"name":"calc","status":"connected"},5],"capabilities":["interrupt_receipt_v1"],
      "plugin_errors":[{"plugin":"p","type":"path","message":"gone"}],"claude_code_version":"2.1.330"
      """#)
    #expect(message.subtype == .initialized)
    guard case .initialized(let session) = message.event else {
      Issue.record("not init")
      return
    }
    #expect(session.workingDirectory == "/tmp")
    #expect(session.model == "claude")
    #expect(session.tools == ["Bash", "Read"])
    #expect(session.permissionMode == .plan)
    #expect(session.mcpServers.map(\.name) == ["calc"])
    #expect(session.mcpServers[0].status == "connected")
    #expect(session.can("interrupt_receipt_v1"))
    #expect(!session.can("hologram"))
    #expect(session.pluginErrors[0].message == "gone")
    #expect(session.cliVersion == "2.1.330")
    #expect(session.skills.isEmpty)
  }

  @Test func `tasks are followed from start to end`() throws {
    guard
      case .taskStarted(let start) = try system(
        #""subtype":"task_started","task_id":"t","description":"d","task_type":"local_bash","is_backgrounded":false"#
      ).event,
      case .taskProgress(let progress) = try system(
        #""subtype":"task_progress","task_id":"t","description":"d","usage":{"total_tokens":18,"tool_uses":1,"duration_ms":70}"#
      ).event,
      case .taskUpdated(let update) = try system(
        #""subtype":"task_updated","task_id":"t","patch":{"status":"killed","end_time":1795398213186}"#
      ).event,
      case .taskNotification(let end) = try system(
        #""subtype":"task_notification","task_id":"t","status":"stopped","output_file":"/tmp/o","summary":"s""#
      ).event,
      case .taskUpdated(let empty) = try system(#""subtype":"task_updated","patch":5"#).event
    else {
      Issue.record("a task event has the wrong type")
      return
    }
    #expect(start.taskID == "t")
    #expect(start.isBackgrounded == false)
    #expect(progress.usage?.totalTokens == 18)
    #expect(progress.usage?.duration == .milliseconds(70))
    #expect(update.patch?.status == .killed)
    #expect(update.patch?.endEpochMilliseconds == 1_795_398_213_186)
    #expect(update.patch?.status?.isFinal == true)
    #expect(end.status == .stopped)
    #expect(end.outputFile == "/tmp/o")
    #expect(SystemEvent.TaskStatus.running.isFinal == false)
    #expect(empty.taskID.isEmpty)
    #expect(empty.patch == nil)
  }

  @Test func `a hook's event has three names`() throws {
    func event(_ text: String) throws -> String? {
      guard case .hookStarted(let hook) = try system(#""subtype":"hook_started",\#(text)"#).event else { return nil }
      return hook.hookEvent
    }
    #expect(try event(#""hook_event":"Stop","hook_name":"x""#) == "Stop")
    #expect(try event(#""hook_event":"","hook_name":"x""#) == "x")
    #expect(try event(#""hook_event_name":"y""#) == "y")
    #expect(try event(#""a":1"#) == "")
  }

  @Test func `a retry says when and why`() throws {
    guard
      case .apiRetry(let retry) = try system(
        #""subtype":"api_retry","attempt":2,"max_retries":10,"retry_delay_ms":1000,"error_status":529,"error":"overloaded""#
      ).event
    else {
      Issue.record("not a retry")
      return
    }
    #expect(retry.attempt == 2)
    #expect(retry.maxRetries == 10)
    #expect(retry.delay == .seconds(1))
    #expect(retry.errorStatus == 529)
    #expect(retry.error == .overloaded)
  }

  @Test func `the session's state may be for the host only`() throws {
    let message = try system(#""subtype":"session_state_changed","state":"requires_action","sdk_host_only":true"#)
    #expect(message.isHostOnly)
    guard case .sessionStateChanged(let change) = message.event else {
      Issue.record("not a state")
      return
    }
    #expect(change.state == .requiresAction)
    #expect(try !system(#""subtype":"session_state_changed","sdk_host_only":"true""#).isHostOnly)
  }

  @Test func `a subtype that is not known is kept whole`() throws {
    let message = try system(#""subtype":"hologram","depth":3"#)
    #expect(message.subtype == "hologram")
    guard case .unknown(let json) = message.event else {
      Issue.record("not unknown")
      return
    }
    #expect(json["depth"]?.int == 3)
    guard case .unknown = try system(#""subtype":7"#).event else {
      Issue.record("not unknown")
      return
    }
  }

  @Test func `the plan's limits are read with their windows`() throws {
    let event = RateLimitEvent(
      json: try #require(
        JSONView(
          copying: #"""
            {"type":"rate_limit_event","rate_limit_info":{"status":"allowed_warning","resetsAt":1795398213,
            "rateLimitType":"seven_day","utilization":0.91,"unifiedWindows":{"seven_day":{"utilization":0.91}}}}
            """#)))
    #expect(event.info?.status == .allowedWarning)
    #expect(event.info?.resetsAtEpochSeconds == 1_795_398_213)
    #expect(event.info?.limit == .sevenDay)
    #expect(event.info?.utilization == 0.91)
    #expect(event.info?.windows.map(\.name) == ["seven_day"])
    #expect(event.info?.windows.first?.window.utilization == 0.91)
  }
}

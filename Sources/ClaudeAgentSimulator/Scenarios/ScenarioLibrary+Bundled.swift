extension ScenarioLibrary {
  /// The scenarios that come with the simulator. `simple`, `bash`, `parallel_tools`, `thinking`, `long_text`, `slow`,
  /// `unicode`, `max_tokens`, `refusal`; errors: `error_400`, `error_401`, `error_429_retry`, `error_529_retry`,
  /// `error_500`; broken streams that succeed when tried again: `broken_stream`, `reset`, `bad_json`, `error_event`;
  /// and `hang`.
  public static let bundled: ScenarioLibrary = {
    do {
      return try ScenarioLibrary(json: bundledText)
    } catch {
      // A test reads the text below; without it there is still the reversed answer.
      return ScenarioLibrary()
    }
  }()

  static let bundledText = #"""
    {
      "_compact": {"steps": [{"content": [{"type": "text",
        "text": "<analysis>A short chat.</analysis>\n<summary>\n1. Primary Request and Intent: a simulated task.\n</summary>"}],
        "usage": {"input_tokens": 900, "output_tokens": 60}}]},
      "_title": {"steps": [{"content": [{"type": "text", "text": "{\"title\": \"Simulated session\"}"}]}]},
      "_suggestion": {"steps": [{"content": [{"type": "text", "text": "run the tests again"}]}]},
      "_quota": {"steps": [{"content": [{"type": "text", "text": "#"}], "stop_reason": "max_tokens"}]},

      "simple": {"desc": "one short text",
        "steps": [{"content": [{"type": "text", "text": "Hello! How can I help you today?"}]}]},
      "bash": {"desc": "a text and a call of Bash, then the end",
        "steps": [
          {"content": [{"type": "text", "text": "Running a command."},
            {"type": "tool_use", "name": "Bash", "input": {"command": "echo simulated", "description": "Say a word"}}]},
          {"content": [{"type": "text", "text": "The command is done."}]}]},
      "parallel_tools": {"desc": "two calls of Bash in one turn",
        "steps": [
          {"content": [
            {"type": "tool_use", "name": "Bash", "input": {"command": "echo one", "description": "First"}},
            {"type": "tool_use", "name": "Bash", "input": {"command": "echo two", "description": "Second"}}]},
          {"content": [{"type": "text", "text": "Both are done."}]}]},
      "thinking": {"desc": "a thinking block before the text",
        "steps": [{"content": [
          {"type": "thinking", "thinking": "The user asks something. I think about it in two sentences."},
          {"type": "text", "text": "After some thought: yes."}]}]},
      "long_text": {"desc": "a text of 1 MiB",
        "steps": [{"content": [{"type": "text", "text": {"$gen": {"kind": "lorem", "bytes": 1048576, "seed": 7}}}],
          "chunk": 65536}]},
      "slow": {"desc": "100 ms before the first event, 20 ms after each delta",
        "steps": [{"content": [{"type": "text", "text": "This text comes in small pieces, one after the other."}],
          "chunk": 8, "ttft_ms": 100, "delay_ms": 20}]},
      "unicode": {"desc": "emoji, other scripts, control characters",
        "steps": [{"content": [{"type": "text",
          "text": "Emoji \ud83d\ude42, CJK \u6f22\u5b57, RTL \u05e9\u05dc\u05d5\u05dd, ls\u2028ps\u2029, ctl\u0001\u007f, quotes \"'\\"}],
          "ascii": false}]},
      "max_tokens": {"desc": "the answer stops at the limit, then it goes on",
        "steps": [{"content": [{"type": "text", "text": "This answer stops because"}], "stop_reason": "max_tokens"},
          {"content": [{"type": "text", "text": "it was too long. Now it is whole."}]}]},
      "refusal": {"desc": "stop_reason refusal",
        "steps": [{"content": [{"type": "text", "text": "I cannot help with that."}], "stop_reason": "refusal"}]},

      "error_400": {"desc": "HTTP 400 for ever",
        "steps": [{"error": {"status": 400, "type": "invalid_request_error", "message": "messages: wrong in some way"}}]},
      "error_401": {"desc": "HTTP 401 for ever",
        "steps": [{"error": {"status": 401, "type": "authentication_error", "message": "invalid x-api-key"}}]},
      "error_429_retry": {"desc": "HTTP 429 twice with retry-after, then an answer",
        "steps": [{"attempts": [
          {"error": {"status": 429, "type": "rate_limit_error", "message": "slow down", "headers": {"retry-after": "1"}}},
          {"error": {"status": 429, "type": "rate_limit_error", "message": "slow down", "headers": {"retry-after": "1"}}},
          {"content": [{"type": "text", "text": "After two retries."}]}]}]},
      "error_529_retry": {"desc": "HTTP 529 once, then an answer",
        "steps": [{"attempts": [
          {"error": {"status": 529, "type": "overloaded_error", "message": "Overloaded"}},
          {"content": [{"type": "text", "text": "No longer overloaded."}]}]}]},
      "error_500": {"desc": "HTTP 500 for ever",
        "steps": [{"error": {"status": 500, "type": "api_error", "message": "Internal server error"}}]},

      "broken_stream": {"desc": "the stream ends in the middle; whole at the second attempt",
        "steps": [{"attempts": [
          {"content": [{"type": "text", "text": "This text is cut off somewhere in the middle of it all"}],
            "chunk": 6, "break": {"after": 5, "mode": "close"}},
          {"content": [{"type": "text", "text": "Whole answer."}]}]}]},
      "reset": {"desc": "the connection is reset in the middle; whole at the second attempt",
        "steps": [{"attempts": [
          {"content": [{"type": "text", "text": "This text is cut off somewhere in the middle of it all"}],
            "chunk": 6, "break": {"after": 5, "mode": "rst"}},
          {"content": [{"type": "text", "text": "Whole after a reset."}]}]}]},
      "bad_json": {"desc": "an event that is not JSON, then the end; whole at the second attempt",
        "steps": [{"attempts": [
          {"content": [{"type": "text", "text": "This begins well and then"}],
            "chunk": 6, "break": {"after": 5, "mode": "bad_json"}},
          {"content": [{"type": "text", "text": "Whole after bad JSON."}]}]}]},
      "error_event": {"desc": "an error event in the middle; whole at the second attempt",
        "steps": [{"attempts": [
          {"content": [{"type": "text", "text": "This begins well and then"}],
            "chunk": 6, "break": {"after": 5, "mode": "error_event"}},
          {"content": [{"type": "text", "text": "Recovered."}]}]}]},
      "hang": {"desc": "nothing more comes after five events",
        "steps": [{"content": [{"type": "text", "text": "This stops and never ends, it only waits"}],
          "chunk": 6, "break": {"after": 5, "mode": "hang"}}]}
    }
    """#
}

/// What the simulated model says and does when a prompt holds `SCENARIO:` and one of these names; see `ScenarioLibrary`.
///
/// A conversation stays in the scenario that its newest prompt with a name has chosen.
let exampleScenarios = #"""
  {
    "square": {"steps": [{"content": [{"type": "text", "text": "A small red square."}]}]},

    "next": {"steps": [{"content": [{"type": "text", "text": "I am still here."}]}]},
    "remember": {"steps": [{"content": [
      {"type": "text", "text": "I will remember {{CAPTURE:lucky number is (\\d+)}}."}]}]},
    "recall": {"steps": [{"content": [
      {"type": "text", "text": "It is {{CAPTURE:lucky number is (\\d+)}}."}]}]},

    "endless": {"desc": "a beginning, and then nothing more", "steps": [
      {"content": [{"type": "text", "text": "Once upon a time there was a story that never came to its end."}],
        "chunk": 4, "break": {"after": 12, "mode": "hang"}}]},
    "unhurried": {"steps": [
      {"content": [{"type": "text", "text": "That took some thought."}], "ttft_ms": 1500}]},
    "additions": {"steps": [{"content": [{"type": "text", "text": "Both are added."}]}]},

    "deploy": {"steps": [
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "rm -rf ."}}]},
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "echo deploy to production"}}]},
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "echo all is well"}}]},
      {"content": [{"type": "text", "text": "Deployed."}]}]},
    "weather": {"steps": [
      {"content": [{"type": "text", "text": "It will rain in {{CAPTURE:The user is in (\\w+)}}."}]},
      {"content": [{"type": "text", "text": "Take a coat."}]}]},

    "report": {"steps": [
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "touch first"}}]},
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "touch first"}}]},
      {"content": [{"type": "tool_use", "name": "Write",
        "input": {"file_path": "{{CWD}}/report.txt", "content": "A draft.\n"}}]},
      {"content": [{"type": "tool_use", "name": "WebFetch",
        "input": {"url": "https://example.com", "prompt": "What is new?"}}]},
      {"content": [{"type": "text", "text": "The report is there, without news."}]}]},
    "release": {"steps": [
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "touch staging"}}]},
      {"content": [{"type": "tool_use", "name": "Bash", "input": {"command": "touch production"}}]},
      {"content": [{"type": "text", "text": "Staging is done, production has to wait."}]}]},
    "paint": {"steps": [
      {"content": [{"type": "tool_use", "name": "AskUserQuestion", "input": {"questions": [
        {"question": "Which colour?", "header": "Colour", "multiSelect": false, "options": [
          {"label": "Red", "description": "warm"}, {"label": "Blue", "description": "cold"}]}]}}]},
      {"content": [{"type": "text", "text": "The house will be {{CAPTURE:Which colour\\?\\W+(\\w+)}}."}]}]},

    "calculate": {"steps": [
      {"content": [{"type": "tool_use", "name": "mcp__calc__add", "input": {"a": 2, "b": 3.5}}]},
      {"content": [{"type": "tool_use", "name": "mcp__calc__divide", "input": {"a": 1, "b": 0}}]},
      {"content": [{"type": "tool_use", "name": "mcp__calc__add", "input": {"a": "two", "b": 3}}]},
      {"content": [{"type": "tool_use", "name": "mcp__calc__root", "input": {"of": 16}}]},
      {"content": [{"type": "text", "text": "That is all."}]}]},
    "station": {"steps": [
      {"content": [{"type": "tool_use", "name": "mcp__station__picture", "input": {}}]},
      {"content": [{"type": "tool_use", "name": "mcp__station__measure", "input": {}}]},
      {"content": [{"type": "tool_use", "name": "mcp__station__repair", "input": {"name": "vane"}}]},
      {"content": [{"type": "text", "text": "It is dry, and the vane stays broken."}]}]},
    "disk": {"steps": [
      {"content": [{"type": "tool_use", "name": "mcp__disk__copy", "input": {"count": 3}}]},
      {"content": [{"type": "tool_use", "name": "mcp__disk__scan", "input": {}}]},
      {"content": [{"type": "text", "text": "Copied, and not scanned."}]}]},
    "wait": {"steps": [
      {"content": [{"type": "tool_use", "name": "mcp__disk__wait", "input": {}}]},
      {"content": [{"type": "text", "text": "Nobody came."}]}]},
    "tide": {"steps": [
      {"content": [{"type": "tool_use", "name": "mcp__tide__next", "input": {}}]},
      {"content": [{"type": "text", "text": "At {{CAPTURE:High tide in \\w+ at ([0-9:]+)}}."}]}]},

    "poem": {"steps": [
      {"content": [
        {"type": "thinking", "thinking": "Two lines will do."},
        {"type": "text", "text": "I have a program say it."},
        {"type": "tool_use", "name": "Bash", "input": {"command": "echo The sea is wide, and so is the tide."}}],
        "chunk": 16},
      {"content": [{"type": "text", "text": "There it is."}]}]},
    "invoice": {"steps": [
      {"content": [{"type": "tool_use", "name": "StructuredOutput", "input": {"customer": "Ada", "items": [
        {"name": "A book", "price": 12.5}, {"name": "Another book", "price": 20}]}}]},
      {"content": [{"type": "text", "text": "Done."}]}]},
    "count": {"steps": [
      {"content": [{"type": "tool_use", "name": "StructuredOutput", "input": {"count": 2}}]},
      {"content": [{"type": "text", "text": "Done."}]}]},
    "chat": {"steps": [{"content": [{"type": "text", "text": "I would rather talk."}]}]},

    "review": {"steps": [
      {"content": [{"type": "tool_use", "name": "Agent", "input": {"description": "Review the code",
        "prompt": "Review it. SCENARIO:reviewer", "subagent_type": "reviewer", "run_in_background": false}}]},
      {"content": [{"type": "text", "text": "The reviewer has found one mistake."}]}]},
    "review-later": {"steps": [
      {"content": [{"type": "tool_use", "name": "Agent", "input": {"description": "Review the code",
        "prompt": "Review it. SCENARIO:reviewer", "subagent_type": "reviewer", "run_in_background": true}}]},
      {"content": [{"type": "text", "text": "The reviewer is at work."}]},
      {"content": [{"type": "text", "text": "The reviewer has found one mistake."}]}]},
    "reviewer": {"steps": [
      {"content": [
        {"type": "text", "text": "I look at the files."},
        {"type": "tool_use", "name": "Bash", "input": {"command": "ls", "description": "List the files"}}]},
      {"content": [{"type": "text", "text": "There is a mistake in line 7."}]}]},

    "note": {"steps": [
      {"content": [{"type": "tool_use", "name": "Write",
        "input": {"file_path": "{{CWD}}/notes.txt", "content": "Buy milk.\n"}}]},
      {"content": [{"type": "text", "text": "Noted."}]}]},
    "change-note": {"steps": [
      {"content": [{"type": "tool_use", "name": "Edit",
        "input": {"file_path": "{{CWD}}/notes.txt", "old_string": "milk", "new_string": "bread"}}]},
      {"content": [{"type": "text", "text": "Changed."}]}]},
    "costly": {"steps": [
      {"content": [{"type": "text", "text": "That was much to read."}],
        "usage": {"input_tokens": 40000, "output_tokens": 500}}]},
    "plan": {"steps": [
      {"content": [{"type": "tool_use", "name": "TaskCreate",
        "input": {"subject": "Write the notes", "description": "What is new"}}]},
      {"content": [{"type": "tool_use", "name": "TaskCreate",
        "input": {"subject": "Tag the release", "description": "With a version"}}]},
      {"content": [{"type": "tool_use", "name": "TaskUpdate", "input": {"taskId": "1", "status": "completed"}}]},
      {"content": [{"type": "text", "text": "The notes are written."}]}]}
  }
  """#

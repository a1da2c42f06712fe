// Puts files back to what they were before a prompt.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.enableFileCheckpointing = true
  options.permissionMode = .acceptEdits

  try await withClaudeClient(options) { client in
    func show(_ when: String) { print(when, options.contents(of: "notes.txt") ?? "no file") }

    let first = try await client.send("Take a note. SCENARIO:note")
    _ = try await first.result()
    show("after the first prompt:")
    let second = try await client.send("Change it. SCENARIO:change-note")
    _ = try await second.result()
    show("after the second prompt:")

    // A dry run only tells.
    let plan = try await client.rewindFiles(to: second.promptUUID, dryRun: true)
    print("would change \(plan.filesChanged.count) file, \(plan.insertions ?? 0) in, \(plan.deletions ?? 0) out")
    try await client.rewindFiles(to: second.promptUUID)
    show("before the second prompt:")
    try await client.rewindFiles(to: first.promptUUID)
    show("before the first prompt:")
  }
}

// swift-tools-version: 6.2
import PackageDescription

/// One small program for each idea; see README.md. A package of its own, so that it uses the library as you would.
let examples = [
  // Queries
  "hello", "streaming", "options", "image", "structured-output", "streaming-prompts", "concurrent", "warm-pool",
  "errors",
  // Conversations
  "conversation", "partial-messages", "queue", "interrupt", "cancellation", "commands", "control", "settings",
  "recovery", "watchdog", "budget",
  // Decisions
  "permissions", "approval", "ask-user", "hooks", "hook-context",
  // Tools
  "tools", "tool-results", "long-tools", "mcp-server",
  // Agents and tasks
  "subagents", "background", "todos",
  // Sessions and files
  "sessions", "fork", "checkpoints",
]

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "claude-agent-sdk-swift", path: "..")],
  targets: [
    .target(
      name: "ExampleSupport",
      dependencies: [
        .product(name: "ClaudeAgentSDK", package: "claude-agent-sdk-swift"),
        .product(name: "ClaudeAgentSimulator", package: "claude-agent-sdk-swift"),
      ])
  ]
    + examples.map { name in
      .executableTarget(
        name: name,
        dependencies: ["ExampleSupport", .product(name: "ClaudeAgentSDK", package: "claude-agent-sdk-swift")])
    },
  swiftLanguageModes: [.v6]
)

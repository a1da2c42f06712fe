@main
enum ClaudeAgentCommand {
  static func main() {}
}

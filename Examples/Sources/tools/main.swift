// Gives the model tools of your own: a calculator in this process, with typed input.
import ClaudeAgentSDK
import ExampleSupport

struct Operands: Decodable, Sendable {
  let a: Double
  let b: Double
}

struct DividedByZero: Error, CustomStringConvertible {
  let description = "Nobody can divide by zero."
}

try await withExampleOptions { options in
  let calculator = MCPServer("calculator") {
    // The schema comes from the type; what does not fit it never reaches the closure.
    Tool("add", "Adds two numbers", input: Operands.self) { input in "\(input.a + input.b)" }
    Tool("divide", "Divides a by b", input: Operands.self) { input in
      guard input.b != 0 else { throw DividedByZero() }
      return "\(input.a / input.b)"
    }
    // A schema by hand says more, and the input is read as JSON.
    Tool("root", "The square root", schema: .object(["of": .number(description: "The square", minimum: 0)])) { input in
      "\((input["of"]?.double ?? 0).squareRoot())"
    }
  }
  var options = options
  options.mcpServers["calc"] = .inProcess(calculator)
  options.allowedTools = ["mcp__calc"]  // all tools of the server

  for try await message in query("Calculate. SCENARIO:calculate", options: options) {
    switch message {
    case .assistant(let reply):
      for call in reply.toolUses { print(call.name, call.input?.description ?? "") }
      if !reply.text.isEmpty { print(reply.text) }
    case .user(let user):
      for result in user.toolResults { print(result.isError ? "  error:" : "  =", result.text.firstLine) }
    default:
      break
    }
  }
}

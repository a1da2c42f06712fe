// Returns more than text from a tool: several parts, an image, values, a failure.
import ClaudeAgentSDK
import ExampleSupport

struct Measurement: Encodable, Sendable {
  let celsius: Double
  let isRaining: Bool
}

// A red square of 8 by 8 pixels. For a file on disk: .image(bytes, mediaType: "image/png").
let redSquare = """
  iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=
  """

try await withExampleOptions { options in
  var picture = Tool("picture", "A picture of the station", schema: .object()) { [redSquare] _ in
    ToolResult([.text("The station from the north:"), .image(base64: redSquare, mediaType: "image/png")])
  }
  picture.annotations = ToolAnnotations(title: "Picture", readOnlyHint: true)

  let station = MCPServer("station", instructions: "A weather station on the roof.") {
    picture
    Tool("measure", "What the instruments say", schema: .object()) { _ in
      try .structured(Measurement(celsius: 21.5, isRaining: false))
    }
    Tool("repair", "Repairs an instrument", schema: .object(["name": .string(enum: ["vane", "gauge"])])) { input in
      .error("There are no spare parts for the \(input["name"]?.string ?? "").")
    }
  }
  var options = options
  options.mcpServers["station"] = .inProcess(station)
  options.allowedTools = ["mcp__station"]

  for try await message in query("Look after the station. SCENARIO:station", options: options) {
    switch message {
    case .user(let user):
      for result in user.toolResults {
        let text = result.content.blocks.first?.text ?? result.text
        print(result.isError ? "failure:" : "result:", text.firstLine)
        for case .image(let image) in result.content.blocks { print("  with an image:", image.source?.mediaType ?? "") }
      }
    case .assistant(let reply) where !reply.text.isEmpty:
      print("says:", reply.text)
    default:
      break
    }
  }
}

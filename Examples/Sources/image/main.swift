// Shows an image to the model.
import ClaudeAgentSDK
import ExampleSupport

// A red square of 8 by 8 pixels. For a file on disk: .image(bytes, mediaType: "image/png").
let redSquare = """
  iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=
  """

try await withExampleOptions { options in
  let prompt = Prompt([
    .image(base64: redSquare, mediaType: "image/png"),
    .text("What is this? SCENARIO:square"),
  ])
  for try await message in query(prompt, options: options) {
    if case .assistant(let reply) = message { print(reply.text) }
  }
}

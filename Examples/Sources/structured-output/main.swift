// Asks for an answer that is a value of a Swift type.
import ClaudeAgentSDK
import ExampleSupport

struct Invoice: Decodable {
  struct Item: Decodable {
    let name: String
    let price: Double
  }
  let customer: String
  let items: [Item]
  let note: String?
}

try await withExampleOptions { options in
  // The schema is made from the type.
  let invoice = try await query("Two books for Ada. SCENARIO:invoice", as: Invoice.self, options: options)
  print("customer:", invoice.customer)
  for item in invoice.items { print("  \(item.name): \(item.price)") }
  print("note:", invoice.note ?? "none")

  // In a conversation the form is an option, and a schema can be written by hand.
  var options = options
  options.outputFormat = .jsonSchema(ToolSchema.object(["count": .integer(minimum: 0)]).json)
  try await withClaudeClient(options) { client in
    let count: [String: Int] = try await client.send("How many books? SCENARIO:count").decoded()
    print("count:", count["count"] ?? 0)
    do {
      let _: [String: Int] = try await client.send("And how are you? SCENARIO:chat").decoded()
    } catch let error as ClaudeAgentError {
      print("words instead:", error.code)
    }
  }
}

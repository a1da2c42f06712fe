// Counts what is used, and stops when it has cost enough.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var ledger = UsageLedger(budgetUSD: 5)
  try await withClaudeClient(options) { client in
    for prompt: Prompt in ["A big job. SCENARIO:costly", "Another one. SCENARIO:costly"] {
      for try await message in try await client.send(prompt) { ledger.add(message) }
    }
  }
  let totals = ledger.totals
  print("\(ledger.resultCount) results, \(totals.inputTokens) tokens read, \(totals.outputTokens) written")
  print("models: \(ledger.models.count), cost known: \(ledger.costUSD > 0), over budget: \(ledger.isOverBudget)")

  // The CLI can stop by itself. It looks behind each answer, so it may spend a little more.
  var options = options
  options.maxBudgetUSD = 0.001
  do {
    print(try await query("A big job. SCENARIO:costly", options: options).text())
  } catch let error as ClaudeAgentError {
    print("the run:", error.code)
  }
}

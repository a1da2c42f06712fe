// Asks through a pool of processes that wait: no start in anybody's way, and no more processes than there may be.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var configuration = PoolConfiguration(maximumProcesses: 2)
  // A process is cleared for the next conversation, when the CLI confirms that it was.
  configuration.maximumUses = 10
  let pool = ConnectionPool(configuration)
  try await pool.warm(options, count: 1)
  print("ready: \(pool.statistics.ready)")

  // Six at once share two processes; the others wait in line.
  let questions = ["one two", "three four", "five six", "seven eight", "nine ten", "eleven twelve"]
  let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
    for (place, question) in questions.enumerated() {
      group.addTask { (place, try await query(Prompt(question), options: options, transport: pool).text()) }
    }
    var answers: [Int: String] = [:]
    for try await (place, answer) in group { answers[place] = answer }
    return answers
  }
  for (place, question) in questions.enumerated() { print("\(question) -> \(answers[place] ?? "")") }

  // Somebody who cannot wait is told when to come again.
  let session = try await Session.create(options, transport: pool)
  let other = try await Session.create(options, transport: pool)
  var hasty = options
  hasty.admission.timeout = .milliseconds(10)
  do {
    _ = try await query("thirteen", options: hasty, transport: pool).text()
  } catch let error as ClaudeAgentError {
    print("refused: \(error.code), try again later: \(error.retryAfter != nil)")
  }
  await session.close()
  await other.close()

  await pool.drain(within: .seconds(10))
  print("left: \(pool.statistics.processes)")
}

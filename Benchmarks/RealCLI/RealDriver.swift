import ClaudeAgentSDK
import Foundation

/// A driver for `real.py`: the real CLI through the public interface, against a simulated API; one line of JSON each.
///
/// `CLAUDE_AGENT_CLI` names the CLI. Times are medians in milliseconds. A phase divides into the simulated model, the
/// host's processor time (the SDK and the driver) and the rest, which is the CLI's.
@main
struct RealDriver {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let count = arguments.count > 2 ? max(Int(arguments[2]) ?? 1, 1) : nil
    switch arguments.dropFirst().first {
    case "cold": try await measured { try await cold(count ?? 3, in: $0) }
    case "turns": try await measured { try await turns(count ?? 10, in: $0) }
    case "ten": try await measured { try await together(count ?? 10, in: $0) }
    case "pool": try await measured { try await pooled(count ?? 3, in: $0) }
    case "pool-ten": try await measured { try await pooledTogether(count ?? 10, in: $0) }
    #if os(Linux)
      case "delivery": try await measured { try await delivery(count ?? 30, in: $0) }
    #endif
    case "serve": try await Simulator.serve()
    default:
      print("usage: RealDriver cold [N] | turns [K] | ten [N] | pool [ROUNDS] | pool-ten [N] | delivery [K] | serve")
    }
  }

  private static func measured(_ scenario: (Surroundings) async throws -> Report) async throws {
    let surroundings = try Surroundings()
    let report: Report
    do {
      report = try await scenario(surroundings)
    } catch {
      surroundings.remove()
      FileHandle.standardError.write(Data("RealDriver: \(error)\n".utf8))
      exit(1)
    }
    surroundings.remove()
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }
}

/// What a scenario prints.
struct Report: Encodable {
  let peer = "swift"
  let scenario: String
  var phases: [String: Phase]
  /// Other times, in milliseconds, and counts.
  var times: [String: Double] = [:]
  /// Requests that the CLI made on its own account.
  var otherRequests = 0
  /// Resident memory of the host, in KiB: before the first run, with the CLIs running, and at most.
  let rssBeforeKb: Int
  let rssKb: Int
  let hwmKb = Host.memory("VmHWM")
}

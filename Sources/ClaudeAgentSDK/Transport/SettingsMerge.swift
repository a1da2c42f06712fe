/// Finds the value of `--settings`: the settings as they are, or with the sandbox merged in.
enum SettingsMerge {
  /// Why the settings could not be merged; never quotes them, since they may hold secrets.
  struct Fault: Error, Equatable {
    let reason: String
  }

  /// The value of `--settings`, or nil when there is none.
  ///
  /// Without a sandbox nothing is read or parsed. With one, text in braces is taken for JSON and anything else for a
  /// path, relative to the working directory; its member `sandbox` is replaced.
  ///
  /// - Parameters:
  ///   - options: What is asked for.
  ///   - readFile: Reads a whole file.
  static func text(
    for options: ClaudeAgentOptions, readFile: (String) throws -> [UInt8]
  ) throws(Fault) -> String? {
    guard let sandbox = options.sandbox else {
      switch options.settings {
      case .text(let text): return text
      case .object(let object): return object.serialized()
      case nil: return nil
      }
    }
    var settings = try object(options.settings, in: options.workingDirectory, readFile: readFile)
    settings["sandbox"] = .object(sandbox.json)
    return settings.serialized()
  }

  private static func object(
    _ settings: Settings?, in directory: String?, readFile: (String) throws -> [UInt8]
  ) throws(Fault) -> JSONObject {
    switch settings {
    case nil: return [:]
    case .object(let object): return object
    case .text(let text):
      let trimmed = text.trimmingWhitespace()
      if trimmed.isEmpty { return [:] }
      if trimmed.first == "{", trimmed.last == "}" {
        return try parse(Array(trimmed.utf8), named: "the inline settings")
      }
      let path = resolve(text, in: directory)
      var bytes: [UInt8]
      do {
        bytes = try readFile(path)
      } catch {
        throw Fault(reason: "cannot read the file \(path): \(error)")
      }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      return try parse(bytes, named: "the file \(path)")
    }
  }

  private static func parse(_ bytes: [UInt8], named name: String) throws(Fault) -> JSONObject {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Fault(reason: "cannot merge the sandbox into \(name). \(error.detail)")
    }
    guard let object = value.object else {
      throw Fault(reason: "cannot merge the sandbox into \(name): it is not a JSON object.")
    }
    return object
  }

  private static func resolve(_ path: String, in directory: String?) -> String {
    guard let directory, !directory.isEmpty, !path.hasPrefix("/") else { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }
}

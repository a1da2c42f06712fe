internal import FastTransport

/// The CLI itself: its file, then what it says when it is run.
extension Doctor {
  /// What can be known of the file without running it. The first fault hides what would follow from it.
  func examine(file location: CLILocation) -> [Finding] {
    let path = location.path
    switch files.kind(of: path) {
    case nil:
      return [
        Finding(
          .cliMissing, .fault, fault: "There is no \(path), which \(Self.origin(location.origin)) names.",
          remedy: "Correct the path, or leave it out to have the CLI searched for.")
      ]
    case .regular: break
    case .directory, .symbolicLink, .other:
      return [
        Finding(
          .cliNotAFile, .fault, fault: "\(path) is not a file.", remedy: "Name the file claude itself, not its folder.")
      ]
    }
    guard files.isExecutable(path) else {
      return [
        Finding(
          .cliNotExecutable, .fault, fault: "This user may not run \(path).",
          remedy: "Run `chmod +x` on it, and see that its file system is not mounted noexec.")
      ]
    }
    return examine(
      image: ExecutableImage(files.head(of: path, byteCount: ExecutableImage.headByteCount) ?? []), of: path)
  }

  private func examine(image: ExecutableImage, of path: String) -> [Finding] {
    switch image {
    case .elf(let machine, _) where host.machine != nil && machine != host.machine:
      return [
        Finding(
          .cliWrongArchitecture, .fault, fault: "\(path) is a program for another kind of machine (number \(machine)).",
          remedy: "Install the CLI for this machine: `claude-agent install`.")
      ]
    case .elf(_, let loader?) where files.kind(of: loader) == nil:
      return [
        Finding(
          .cliInterpreterMissing, .fault, fault: "\(path) needs the dynamic loader \(loader), which is not there.",
          remedy: "Install the C library it is built for (libc6 on Debian), or a CLI built for this system's.")
      ]
    case .script(let interpreter) where files.kind(of: interpreter) == nil:
      return [
        Finding(
          .cliInterpreterMissing, .fault, fault: "\(path) is a script for \(interpreter), which is not there.",
          remedy: "Install \(interpreter), or the CLI as a program: `claude-agent install`.")
      ]
    case .elf, .script, .other: return []
    }
  }

  /// Runs the CLI for its version.
  func examineVersion(of path: String) async -> (version: CLIVersion?, findings: [Finding]) {
    let outcome: CommandOutcome
    do throws(ClaudeAgentError) {
      outcome = try await runner.run(
        HostCommand(
          path: path, arguments: ["--version"], environment: subject.environment, timeLimit: subject.patience))
    } catch {
      return (
        nil,
        [
          Finding(
            .cliDoesNotRun, .fault, fault: "\(path) --version failed: \(error.detail)",
            remedy: "Run it by hand to see why; `claude-agent install` installs a CLI that is known to work.")
        ]
      )
    }
    guard outcome.succeeded else { return (nil, [failure(outcome, of: path)]) }
    guard let version = CLIVersion(outcome.output.trimmingWhitespace()) else {
      return (
        nil,
        [
          Finding(
            .cliVersionUnknown, .warning, fault: "\(path) --version does not print a version.",
            remedy: "See that this is Claude Code, and no other program of that name.")
        ]
      )
    }
    return (version, examine(version: version))
  }

  private func failure(_ outcome: CommandOutcome, of path: String) -> Finding {
    if let library = Self.missingLibrary(outcome.errorTail) {
      return Finding(
        .cliLibraryMissing, .fault, fault: "\(path) needs the shared library \(library), which is not there.",
        remedy: "Install the package that holds \(library).")
    }
    return Finding(
      .cliDoesNotRun, .fault, fault: "\(path) --version failed: \(outcome.failure).",
      remedy: "Run it by hand to see why; `claude-agent install` installs a CLI that is known to work.")
  }

  /// The name in the loader's `error while loading shared libraries: NAME: cannot open shared object file`.
  static func missingLibrary(_ text: String) -> String? {
    let marker = "error while loading shared libraries: "
    for line in text.split(separator: "\n") {
      guard let range = line.firstRange(of: marker) else { continue }
      let rest = line[range.upperBound...]
      return String(rest[..<(rest.firstIndex(of: ":") ?? rest.endIndex)])
    }
    return nil
  }

  private func examine(version: CLIVersion) -> [Finding] {
    if version < .minimum {
      return [
        Finding(
          .cliTooOld, .fault, fault: "The CLI is \(version); \(CLIVersion.minimum) is the oldest that works.",
          remedy: "Install a newer one: `claude-agent install`.")
      ]
    }
    if version.major > CLIVersion.pinned.major {
      return [
        Finding(
          .cliUntested, .warning, fault: "The CLI is \(version); this library is tested against \(CLIVersion.pinned).",
          remedy: "If something fails, use a newer version of this library, or `claude-agent install`.")
      ]
    }
    return []
  }

  private static func origin(_ origin: CLILocation.Origin) -> String {
    switch origin {
    case .option: "the option cliPath"
    case .environment: CLILocator.environmentVariable
    case .searchPath: "PATH"
    case .installed: "`claude-agent install`"
    case .fallback: "its installer"
    }
  }
}

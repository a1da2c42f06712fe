/// What the model is told before the conversation.
///
/// ```swift
/// options.systemPrompt = "You are a careful reviewer."
/// options.systemPrompt = .preset(append: "Answer in French.")
/// ```
public enum SystemPrompt: Hashable, Sendable {
  /// No system prompt at all, which is the default: **not** the prompt of Claude Code (`--system-prompt ""`).
  case none

  /// A prompt of your own (`--system-prompt`). `snapshot` as for ``preset(append:excludeDynamicSections:snapshot:)``.
  case text(String, snapshot: Bool? = nil)

  /// A prompt in several blocks. ``dynamicBoundary`` as a block parts those that may be cached from those that change.
  /// Always sent with `initialize` (`systemPrompt`), since the command line has no form for it.
  case blocks([String], snapshot: Bool? = nil)

  /// The prompt of Claude Code.
  ///
  /// - `append`: Text behind it (`--append-system-prompt`); an empty one is sent too.
  /// - `excludeDynamicSections`: Moves directory, memory path and git status into the first user message, so that
  ///   users can share a cached prompt (`initialize.excludeDynamicSections`); nil leaves it to the CLI.
  /// - `snapshot`: True replays the prompt recorded with the first request, also after a resume; false builds it anew
  ///   for each request (`initialize.systemPromptSnapshot`); nil leaves it to the CLI, which records.
  case preset(append: String? = nil, excludeDynamicSections: Bool? = nil, snapshot: Bool? = nil)

  /// The text of a file, read by the CLI (`--system-prompt-file`).
  case file(String)

  /// The block that ends the cacheable blocks of ``blocks(_:snapshot:)``.
  public static let dynamicBoundary = "__SYSTEM_PROMPT_DYNAMIC_BOUNDARY__"
}

extension SystemPrompt: ExpressibleByStringInterpolation {
  /// Makes a prompt of your own.
  public init(stringLiteral value: String) { self = .text(value) }
}

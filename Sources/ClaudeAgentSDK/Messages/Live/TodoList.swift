internal import FastTransport

/// The list of things to do that the model keeps, put together from its tool calls as they come.
///
/// ```swift
/// var todos = TodoList()
/// for try await message in turn where todos.add(message) {
///   for item in todos.items { print(item.status == .completed ? "[x]" : "[ ]", item.content) }
/// }
/// ```
///
/// The model writes the whole list with `TodoWrite`, or item by item with `TaskCreate` and `TaskUpdate`; newer CLIs have
/// the latter, and only when they are named in the tools. A call counts once its result says that it has worked.
public struct TodoList: Sendable {
  /// The items, in the order of the list.
  public private(set) var items: [Item] = []
  /// Calls that wait for their results, the oldest first.
  private var calls: [Call] = []

  private struct Call: Sendable {
    let id: String
    let tool: Tool
    let input: JSONView
  }

  private enum Tool: String, Sendable {
    case todoWrite = "TodoWrite"
    case create = "TaskCreate"
    case update = "TaskUpdate"
    case list = "TaskList"
    case get = "TaskGet"
  }

  /// How many items are kept; further ones are left out.
  public static let itemLimit = 1024
  /// How many calls may wait for their results; the oldest is forgotten.
  static let callLimit = 256

  /// Makes an empty list.
  public init() {}

  /// Takes a message in. Those that are not about the list change nothing.
  ///
  /// Lists that subagents write with `TodoWrite` are their own and are not looked at. Items made with `TaskCreate`
  /// belong to the session, whoever makes them.
  ///
  /// - Parameter message: The message.
  /// - Returns: Whether it has changed the list.
  @discardableResult
  public mutating func add(_ message: Message) -> Bool {
    switch message {
    case .assistant(let message):
      for use in message.toolUses {
        guard let tool = Tool(rawValue: use.name), let input = use.input else { continue }
        if tool == .todoWrite, message.parentToolUseID != nil { continue }
        if calls.count >= Self.callLimit { calls.removeFirst() }
        // A copy: the result may come much later.
        calls.append(Call(id: use.id, tool: tool, input: input.copy()))
      }
      return false
    case .user(let message): return take(message)
    case .conversationReset:
      defer { self = TodoList() }
      return !items.isEmpty
    default: return false
    }
  }

  private mutating func take(_ message: UserMessage) -> Bool {
    guard !calls.isEmpty else { return false }
    let results = message.toolResults
    let before = items
    for result in results {
      guard let place = calls.firstIndex(where: { $0.id == result.toolUseID }) else { continue }
      let call = calls.remove(at: place)
      guard !result.isError else { continue }
      // With several results in one message nobody knows whose the structured output is.
      let output = results.count == 1 ? message.toolUseResult : nil
      apply(call, output, result.text)
    }
    return items != before
  }

  private mutating func apply(_ call: Call, _ output: JSONView?, _ text: String) {
    switch call.tool {
    case .todoWrite:
      let todos = output?["newTodos"] ?? call.input["todos"] ?? .null
      items = todos.elements.prefix(Self.itemLimit).map { Item($0, id: nil) }
    case .create:
      guard let id = output?["task"]?["id"]?.string ?? Self.number(in: text) else { return }
      if let place = place(of: id) { items.remove(at: place) }
      if items.count < Self.itemLimit { items.append(Item(call.input, id: id)) }
    case .update:
      guard output?["success"]?.bool != false, let id = call.input["taskId"]?.string, let place = place(of: id)
      else { return }
      if call.input["status"]?.string == "deleted" {
        items.remove(at: place)
      } else {
        items[place].update(call.input)
      }
    case .list:
      guard let tasks = output?["tasks"], tasks.kind == .array else { return }
      items = tasks.elements.prefix(Self.itemLimit).map { task in
        let id = task["id"]?.string
        var item = id.flatMap { place(of: $0) }.map { items[$0] } ?? Item(task, id: id)
        item.replace(task)
        return item
      }
    case .get:
      guard let task = output?["task"], let id = task["id"]?.string else { return }
      if let place = place(of: id) {
        items[place].replace(task)
      } else if items.count < Self.itemLimit {
        items.append(Item(task, id: id))
      }
    }
  }

  private func place(of id: String) -> Int? { items.firstIndex { $0.id == id } }

  /// The number in `Task #1 created successfully: …`, for a result without structured output.
  private static func number(in text: String) -> String? {
    guard let mark = text.firstIndex(of: "#") else { return nil }
    let digits = text[text.index(after: mark)...].prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
  }
}

extension ToolSchema {
  /// Derives the schema of a type from how it decodes.
  ///
  /// ```swift
  /// struct Sum: Decodable {
  ///   let numbers: [Double]
  ///   let label: String?
  /// }
  /// let schema = try ToolSchema(describing: Sum.self, descriptions: ["numbers": "What to add up."])
  /// ```
  ///
  /// The type is made from invented values while its requests are written down:
  ///
  /// - Properties are required, but for those that the type decodes only if they are present, as a synthesized
  ///   `init(from:)` does for optional ones.
  /// - Arrays and sets are lists, dictionaries with `String` keys and ``OrderedMap`` are objects whose values are
  ///   alike, ``JSONValue`` and ``JSONView`` are anything. Integers carry the range of their type.
  /// - An `enum` with raw values that is `CaseIterable` lists them; another one is its raw type, which is possible
  ///   only where no value of it has to be invented.
  /// - A ``ToolInput`` brings its own schema, at any depth.
  /// - A type that tries several forms, one after the other, is described by the first one.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - descriptions: What the properties of the outermost object are, for the model, by name.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` for a type that contains itself, for one that refuses invented
  ///   values (make it a ``ToolInput``, or give the tool an explicit schema), and for a description of a property that
  ///   there is not.
  public init<T: Decodable>(
    describing type: T.Type, descriptions: OrderedMap<String> = [:]
  ) throws(ClaudeAgentError) {
    var json: JSONObject
    do {
      json = try SchemaDescriber().schema(of: type, at: JSONPath())
    } catch {
      let failure = error as? SchemaDescriber.Failure
      throw ClaudeAgentError(
        .invalidInput, detail: "The type \(T.self) cannot be described: \(failure?.description ?? "\(error)").",
        advice: "Give an explicit schema, or make the type at fault a `ToolInput`.")
    }
    for (name, description) in descriptions {
      guard var property = json["properties"]?[name]?.object else {
        throw ClaudeAgentError(
          .invalidInput, detail: "The type \(T.self) has no property \(name.shortened(to: 80)) to be described.")
      }
      property["description"] = .string(description)
      var properties = json["properties"]?.object ?? [:]
      properties[name] = .object(property)
      json["properties"] = .object(properties)
    }
    self.init(json)
  }
}

/// Schemas, each with values that it allows (`+`) and refuses (`-`). The expectations are those of JSON Schema 2020-12.
struct SchemaCase: CustomStringConvertible {
  let schema: String
  var allowed: [String] = []
  var refused: [String] = []

  var description: String { schema }

  static let all: [SchemaCase] = parse(kinds + numbers + strings + arrays + objects + values + combinations)

  private static func parse(_ text: String) -> [SchemaCase] {
    var cases: [SchemaCase] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  + ") {
        cases[cases.count - 1].allowed.append(String(line.dropFirst(4)))
      } else if line.hasPrefix("  - ") {
        cases[cases.count - 1].refused.append(String(line.dropFirst(4)))
      } else {
        cases.append(SchemaCase(schema: String(line)))
      }
    }
    return cases
  }

  private static let kinds = #"""
    {}
      + null
      + {"a":[1]}
    {"type":"null"}
      + null
      - 0
      - false
      - ""
    {"type":"boolean"}
      + true
      + false
      - 0
      - "true"
      - null
    {"type":"integer"}
      + 0
      + -7
      + 1.0
      + 1e3
      + 123456789012345678901234567890
      - 1.5
      - 1e-1
      - "1"
      - true
      - null
    {"type":"number"}
      + 0
      + 1.5
      + 1e300
      + -0.0
      + 123456789012345678901234567890
      - "1"
      - false
      - []
    {"type":"string"}
      + ""
      + "a\u0000\n"
      - 1
      - ["a"]
    {"type":"array"}
      + []
      + [1,"a",null]
      - {}
      - "[]"
    {"type":"object"}
      + {}
      + {"a":1}
      - []
      - null
    {"type":["string","null"]}
      + null
      + "x"
      - 1
    {"type":["integer","boolean"]}
      + 2.0
      + true
      - 2.5
      - null
    {"type":["integer","number"]}
      + 2.5
      + 2
    {"title":"t","description":"d","default":1,"examples":[1],"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/x","$comment":"c","deprecated":true,"readOnly":false,"writeOnly":false,"$defs":{"a":{}},"definitions":{},"contentMediaType":"text/plain","contentEncoding":"base64"}
      + 1
      + "anything"

    """#

  private static let numbers = #"""
    {"minimum":5}
      + 5
      + 5.0
      + 6
      + "4"
      + 123456789012345678901234567890
      - 4
      - 4.999999
      - -123456789012345678901234567890
    {"maximum":5}
      + 5
      + -1e300
      + 0.5e1
      - 6
      - 5.000001
    {"exclusiveMinimum":5}
      + 5.1
      + 6
      - 5
      - 5.0
      - 4
    {"exclusiveMaximum":5.5}
      + 5
      + 5.4999
      - 5.5
      - 55e-1
      - 6
    {"minimum":9007199254740993}
      + 9007199254740993
      + 9007199254740994
      - 9007199254740992
    {"maximum":-0.1}
      + -0.1
      + -1
      - 0
      - -0.09
    {"minimum":1,"maximum":3,"exclusiveMinimum":1.5}
      + 2
      + 3
      - 1
      - 1.5
      - 4
    {"multipleOf":3}
      + 0
      + 9
      + -6
      + 9.0
      + "x"
      - 10
      - 1.5
    {"multipleOf":0.5}
      + 1
      + 1.5
      + -2.0
      - 0.25
      - 1.75
    {"type":"integer","multipleOf":7}
      + 14
      + 14.0
      - 15

    """#

  private static let strings = #"""
    {"minLength":2}
      + "ab"
      + "漢字"
      + "\u00e9\u00e9"
      + 1
      - "a"
      - ""
      - "😀"
      - "\ud83d\ude00"
    {"maxLength":2}
      + ""
      + "ab"
      + "😀😀"
      + "\u0061\u0062"
      - "abc"
      - "e\u0301x"
    {"minLength":2.0,"maxLength":3}
      + "abc"
      - "abcd"
      - "a"
    {"pattern":"^[a-z]+$"}
      + "abc"
      + 5
      - ""
      - "aB"
      - "a b"
    {"pattern":"b"}
      + "abc"
      + "b"
      - "ac"
    {"pattern":"^\\d{2,3}$"}
      + "12"
      + "123"
      - "1"
      - "1234"
    {"pattern":"^(?:yes|no)$"}
      + "no"
      - "yes!"
    {"format":"made-up"}
      + "x"
      + 1

    """#

  private static let arrays = #"""
    {"items":{"type":"integer"}}
      + []
      + [1,2]
      + {"0":"x"}
      - [1,"2"]
      - [null]
    {"items":false}
      + []
      - [1]
    {"items":true}
      + [1,"a"]
    {"items":{"items":{"type":"string"}}}
      + [["a"],[]]
      - [["a"],[1]]
    {"minItems":1}
      + [0]
      + "x"
      - []
    {"maxItems":2}
      + [1,2]
      + []
      - [1,2,3]
    {"uniqueItems":true}
      + []
      + [1,2,"1",true,null]
      + [0,false,null,""]
      + [{"a":1},{"a":2}]
      + [[1],[[1]]]
      - [1,1]
      - [1,1.0]
      - [{"a":1,"b":[2]},{"b":[2],"a":1}]
      - ["a","\u0061"]
      - [null,1,null]
      - [[],[]]
    {"uniqueItems":false}
      + [1,1]
    {"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2,"uniqueItems":true}
      + [1,2]
      - [1]
      - [1,2,3]
      - [2,2]
      - ["1",2]

    """#

  private static let objects = #"""
    {"properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"],"additionalProperties":false}
      + {"a":1,"b":2}
      + {"b":2,"a":1.5}
      + {"\u0061":1,"b":2}
      + {"a":"x","a":1,"b":2}
      + 1
      - {"a":1}
      - {}
      - {"a":1,"b":"2"}
      - {"a":1,"b":2,"c":3}
      - {"a":1,"a":"x","b":2}
      - {"A":1,"b":2}
    {"required":["x"]}
      + {"x":null}
      + []
      - {}
      - {"y":1}
    {"required":[]}
      + {}
    {"properties":{"a":true,"b":false}}
      + {"a":1}
      + {"c":1}
      - {"b":1}
    {"additionalProperties":{"type":"integer"}}
      + {}
      + {"a":1,"b":2}
      - {"a":1,"b":"2"}
    {"properties":{"a":{"type":"string"}},"additionalProperties":{"type":"integer"}}
      + {"a":"x","b":1}
      - {"a":1}
      - {"a":"x","b":"y"}
    {"required":["c"],"additionalProperties":false}
      + []
      - {"c":1}
      - {}
    {"additionalProperties":true}
      + {"z":0}
    {"minProperties":1}
      + {"a":1}
      + []
      - {}
    {"minProperties":2}
      + {"a":1,"b":1}
      - {"a":1}
      - {"a":1,"a":2}
    {"maxProperties":1}
      + {}
      + {"a":1}
      + {"a":1,"a":2}
      - {"a":1,"b":2}
    {"maxProperties":0}
      + {}
      - {"a":1}
    {"properties":{"":{"type":"null"},"a b":{"type":"null"},"\u00e9":{"type":"null"}}}
      + {"":null,"a b":null,"é":null}
      - {"":1}
      - {"a b":1}
      - {"\u00e9":1}
    {"properties":{"a":{"properties":{"b":{"properties":{"c":{"type":"null"}},"required":["c"]}}}}}
      + {"a":{"b":{"c":null}}}
      + {"a":{}}
      + {"a":1}
      - {"a":{"b":{}}}
      - {"a":{"b":{"c":0}}}

    """#

  private static let values = #"""
    {"enum":["a","b",1,null]}
      + "a"
      + "\u0062"
      + 1
      + 1.0
      + null
      - "c"
      - ""
      - 2
      - true
      - "1"
    {"enum":[[1,{"a":2}],true]}
      + [1,{"a":2}]
      + [1.0,{"a":20e-1}]
      + true
      - [1]
      - [1,{"a":2,"b":3}]
      - 1
      - false
    {"enum":[{"a":1,"b":2}]}
      + {"b":2,"a":1}
      + {"a":9,"b":2,"a":1}
      - {"a":1}
      - {"a":1,"b":2,"c":3}
    {"enum":[0,0.1,123456789012345678901234567890]}
      + 0.0
      + 1e-1
      + 123456789012345678901234567890
      - 0.10000001
      - false
    {"const":"x"}
      + "x"
      - "X"
      - null
    {"const":null}
      + null
      - 0
    {"const":1}
      + 1
      + 1.0
      - true
      - "1"
    {"const":false}
      + false
      - 0
    {"const":{"a":[1]}}
      + {"a":[1]}
      - {"a":[2]}
      - {"a":1}
      - {}
    {"const":[]}
      + []
      - [[]]
      - {}

    """#

  private static let combinations = #"""
    {"anyOf":[{"type":"string"},{"minimum":5}]}
      + "x"
      + 5
      + null
      - 4
    {"anyOf":[{"type":"integer"},{"type":"null"}],"enum":[1,null,"x"]}
      + 1
      + null
      - 2
      - "x"
    {"oneOf":[{"type":"integer"},{"minimum":2}]}
      + 1
      + 2.5
      + "x"
      - 3
      - 1.5
    {"oneOf":[{"properties":{"kind":{"const":"a"},"n":{"type":"integer"}},"required":["kind","n"]},{"properties":{"kind":{"const":"b"}},"required":["kind"]}]}
      + {"kind":"a","n":1}
      + {"kind":"b"}
      - {"kind":"a"}
      - {"kind":"c"}
      - {}
    {"allOf":[{"type":"integer"},{"minimum":2},{"maximum":4}]}
      + 2
      + 4
      - 1
      - 5
      - 3.5
    {"not":{"type":"integer"}}
      + "x"
      + 1.5
      - 1
      - 1.0
    {"not":{"required":["a"]}}
      + {}
      - 1
      - {"a":1}
    {"not":{"not":{"type":"null"}}}
      + null
      - 1
    {"not":{}}
      - 1
    {"anyOf":[true,false]}
      + 1
    {"allOf":[true,false]}
      - 1
    {"properties":{"next":{"$ref":"#"},"n":{"type":"integer"}},"required":["n"],"additionalProperties":false}
      + {"n":1}
      + {"n":1,"next":{"n":2,"next":{"n":3}}}
      - {"n":1,"next":{}}
      - {"n":1,"next":{"n":2,"next":{"n":"3"}}}
      - {"n":1,"next":1.5e0,"x":0}
    {"$defs":{"positive":{"type":"integer","exclusiveMinimum":0}},"properties":{"a":{"$ref":"#/$defs/positive"},"b":{"$ref":"#/properties/a"}}}
      + {"a":1,"b":2}
      - {"a":0}
      - {"b":0}
      - {"a":"1"}
    {"definitions":{"a/b":{"type":"null"},"c~d":{"type":"string"},"e%f":{"type":"boolean"},"list":{"anyOf":[{"type":"null"},{"type":"array","items":{"$ref":"#/definitions/list"}}]}},"properties":{"x":{"$ref":"#/definitions/a~1b"},"y":{"$ref":"#/definitions/c~0d"},"z":{"$ref":"#/definitions/e%25f"},"l":{"$ref":"#/definitions/list"},"m":{"$ref":"#/definitions/list/anyOf/0"}}}
      + {"x":null,"y":"","z":true,"l":[null,[[],null]],"m":null}
      - {"x":1}
      - {"y":1}
      - {"z":1}
      - {"l":[null,[1]]}
      - {"m":[]}
    {"$defs":{"a":{"minimum":2}},"$ref":"#/$defs/a","maximum":3}
      + 2
      + 3
      - 1
      - 4
    {"type":"object","properties":{"value":{"anyOf":[{"type":"object","properties":{"value":{"$ref":"#/properties/value"}},"required":["value"]},{"type":"integer"}]}}}
      + {"value":1}
      + {"value":{"value":{"value":2}}}
      - {"value":{"value":{}}}
      - {"value":"x"}

    """#
}

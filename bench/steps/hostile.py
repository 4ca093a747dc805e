"""
Schemas and documents that are made to be slow: each document grows with a number, and what reading it costs
shall grow no faster. All of it is made from that number alone, so it is the same every time.
"""
import json

LARGE = 100_000


def text_of(value):
    return json.dumps(value, separators=(",", ":"))


def ref(name):
    return {"$ref": "#/$defs/" + name}


def nested(depth, bottom, above):
    """`above` says what stands around a level: a text with one %s."""
    return (above[:above.index("%s")] * depth) + bottom + (above[above.index("%s") + 2:] * depth)


class Case:
    """
    A schema, what makes a document of size n, that n, and the code that reading both documents must end
    with. `more`: schemas that it refers to, by name.
    """

    def __init__(self, name, schema, document, n, code="O2C_OK", more=None):
        self.name, self.schema, self.document, self.n = name, schema, document, n
        self.code, self.more = code, more or {}

    def write(self, folder):
        for times in (1, 2):
            with open("%s/%s_%d.json" % (folder, self.name, times), "w", encoding="utf-8") as f:
                f.write(self.document(times * self.n))


def deep(name, schema, document, n):
    """
    A list of values that are n deep: a single one is so short that the processor learns it by heart, which
    twice the depth then unlearns. The schema refers to itself by the name.
    """
    return Case(name + "_list", {"type": "array", "items": ref(name)},
                lambda n: "[" + ",".join([document(n)] * 60) + "]", n, more={name: schema})


# ---- patterns ----

def pattern(name, regex, subject, n, code="O2C_OK"):
    return Case(name, {"type": "string", "pattern": regex}, lambda n: text_of(subject(n)), n, code)


def patterns():
    refused, costly = "O2C_E_PATTERN", "O2C_E_COSTLY"
    many = 500_000
    yield pattern("re_plus_plus", "^(a+)+$", lambda n: "a" * n + "!", many, refused)
    yield pattern("re_spaces", r"\s+$", lambda n: " " * n + "x", many, refused)
    yield pattern("re_letters", "[a-z]+[0-9]$", lambda n: "a" * n, many, refused)
    yield pattern("re_choice", "^(a|b)*$", lambda n: "ab" * n, many)
    yield pattern("re_alike", "^(a|a|ab)*c$", lambda n: "ab" * n, many, refused)
    yield pattern("re_look", "^(?=.*x)(?=.*y)(a*)*b", lambda n: "a" * n, many, refused)
    yield pattern("re_counted", "(a{1,30}){1,30}b", lambda n: "a" * n, many, refused)
    # What refers to itself is for PCRE2, whose limits end it.
    yield pattern("re_again", r"^(a+)+\1!$", lambda n: "a" * n + "!b", 10_000, costly)
    yield pattern("re_search", r"(\s+)\1x$", lambda n: " " * n + "xy", 10_000, costly)
    yield pattern("re_long", r"^(.)\1*$", lambda n: "a" * n, 70_000, costly)
    yield Case("pattern_properties",
               {"type": "object", "patternProperties": {
                   "^[a-z]*%d_[a-z]+$" % i: {"type": "integer", "maximum": i + 10 ** 6} for i in range(200)}},
               lambda n: text_of({"key%d_x" % i: i for i in range(n)}), 5_000)


# ---- arrays ----

def record(i):
    return {"id": i, "name": "name %d" % i, "tags": ["a", "b", str(i % 7)]}


def arrays():
    yield Case("unique_numbers", {"type": "array", "uniqueItems": True},
               lambda n: text_of(list(range(n))), LARGE)
    yield Case("unique_spelt", {"type": "array", "uniqueItems": True},
               lambda n: "[" + ",".join("1e%d" % -i for i in range(n)) + "]", LARGE // 2)
    yield Case("unique_repeated", {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
               lambda n: text_of(["item %d" % (i % (n - 1)) for i in range(n)]), LARGE, "O2C_E_UNIQUE")
    yield Case("unique_prefixes", {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
               lambda n: text_of(["x" * 200 + "%06d" % i for i in range(n)]), LARGE // 10)
    yield Case("unique_and_contains",
               {"type": "array", "uniqueItems": True, "minContains": 2,
                "contains": {"required": ["id"], "properties": {"id": {"minimum": 5}}},
                "items": {"type": "object", "properties": {"id": {"type": "integer"}}}},
               lambda n: text_of([record(i) for i in range(n)]), LARGE // 4)
    yield Case("unique_members", {"type": "array", "uniqueItems": True},
               lambda n: text_of([{"k%d" % k: 1 for k in range(n)}, {"k%d" % k: 1 for k in range(n, 0, -1)}]),
               LARGE // 2)
    yield deep("unique_nested", {"type": "array", "items": ref("unique_nested"), "uniqueItems": True},
               lambda n: nested(n, "[]", "[[[]],%s]"), 400)
    yield Case("unique_above",
               {"anyOf": [{"type": "integer"}, {"type": "array", "items": ref("unique_above"), "uniqueItems": True}]},
               lambda n: nested(n // 100, text_of(list(range(100 * n))), "[%s]"), 400)
    yield Case("contains_late", {"type": "array", "contains": {"const": {"a": [1, {"b": 2}]}}},
               lambda n: text_of([{"a": [1, {"b": 3}]}] * n + [{"a": [1, {"b": 2}]}]), LARGE // 2)
    yield Case("contains_most", {"type": "array", "contains": {"type": "integer"}, "maxContains": 3},
               lambda n: text_of(["x"] * n + [1, 2, 3, 4]), LARGE, "O2C_E_MAX_CONTAINS")
    yield Case("contains_within", {"type": "array", "items": {"type": "array"},
                                   "contains": {"contains": {"contains": {"const": 1}}}},
               lambda n: text_of([[[0] * 10] * 10] * n + [[[1]]]), LARGE // 100)
    yield Case("enum_10000",
               {"type": "array", "items": {"enum": ["value %d" % i for i in range(10_000)]}},
               lambda n: text_of(["value %d" % (i * 77 % 10_000) for i in range(n)]), LARGE // 5)
    yield Case("enum_mixed",
               {"type": "array", "items": {"enum": [*("value %d" % i for i in range(500)), {"a": 1}, [2], 3.5]}},
               lambda n: text_of([["value %d" % (i * 77 % 500), {"a": 1.0}, [2], 35e-1][i % 4] for i in range(n)]),
               500)
    yield Case("enum_objects", {"type": "array", "items": {"enum": [{"a": {"b": [i]}} for i in range(500)]}},
               lambda n: text_of([{"a": {"b": [i * 77 % 500]}} for i in range(1, n + 1)]), 200)
    yield Case("unevaluated_items",
               {"type": "array", "allOf": [{"prefixItems": [True] * k} for k in range(1, 40)],
                "contains": {"type": "string"}, "unevaluatedItems": {"type": "integer"}},
               lambda n: text_of([i if i % 2 else "s" for i in range(n)]), LARGE)


# ---- objects ----

def wide(n):
    return {"p%d" % i: i for i in range(50)} | {"q%d" % i: "s" for i in range(n)}


def objects():
    yield Case("unevaluated_properties",
               {"type": "object", "unevaluatedProperties": {"type": "string"},
                "anyOf": [{"properties": {"p%d" % i: {"type": "integer"}}} for i in range(50)]},
               lambda n: text_of(wide(n)), 20_000)
    yield deep("unevaluated_within",
               {"type": "object", "properties": {"next": ref("unevaluated_within")},
                "oneOf": [{"properties": {"a": True}, "required": ["a"]}, {"properties": {"b": True}, "required": ["b"]}],
                "unevaluatedProperties": False},
               lambda n: nested(n, '{"b":1}', '{"a":1,"next":%s}'), 400)
    yield Case("dependent_schemas",
               {"type": "object", "dependentSchemas": {
                   "k%d" % i: {"required": ["k%d" % (i + 1)], "maxProperties": 10 ** 9} for i in range(100)}},
               lambda n: text_of({"k%d" % i: i for i in range(n)}), 20_000)
    yield Case("dependent_required",
               {"type": "object", "dependentRequired": {"k%d" % i: ["k%d" % (i + 1)] for i in range(200)}},
               lambda n: text_of({"k%d" % i: i for i in range(n)}), 20_000)
    yield Case("property_names",
               {"type": "object", "propertyNames": {"minLength": 2, "pattern": "^[a-z]+[0-9]+$",
                                                    "not": {"enum": ["bad", "worse"]}}},
               lambda n: text_of({"key%d" % i: i for i in range(n)}), LARGE)
    yield Case("map_members", {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
               lambda n: text_of({"key%d" % i: i for i in range(n)}), LARGE)
    yield Case("map_repeated", {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
               lambda n: "{" + ",".join(['"key":1'] * n) + "}", LARGE)
    yield Case("unknown_members", {"type": "object", "properties": {"a": {"type": "integer"}}, "minProperties": 2},
               lambda n: text_of({"key%d" % i: i for i in range(n)}), LARGE)
    yield Case("unknown_repeated", {"type": "object", "properties": {"a": {"type": "integer"}}, "minProperties": 2},
               lambda n: "{" + ",".join(['"k%d":1' % (i % 2) for i in range(n)]) + "}", LARGE)
    yield Case("same_name", {"type": "object", "minProperties": 1, "not": {"required": ["x", "y"]}},
               lambda n: "{" + ",".join(['"y":1'] * n) + "}", LARGE)
    yield Case("enum_deep",
               {"type": "array", "items": {"enum": [{"a": [[[k]]], "b": {"c": {"d": k}}} for k in range(30)]}},
               lambda n: text_of([{"b": {"c": {"d": i % 30}}, "a": [[[i % 30]]]} for i in range(n)]), 5_000)


# ---- applicators ----

def chain(length):
    """if/else if/else if …"""
    schema = {"required": ["other"]}
    for i in reversed(range(length)):
        schema = {"if": {"properties": {"kind": {"const": "k%d" % i}}, "required": ["kind"]},
                  "then": {"required": ["v%d" % i]}, "else": schema}
    return schema


def negated(times):
    schema = {"properties": {"v": {"type": "integer"}}, "required": ["v"]}
    for _ in range(2 * times):
        schema = {"not": schema}
    return schema


def alike(level):
    if level == 0:
        return {"type": "object", "minProperties": 1}
    return {"oneOf": [ref("alike_%d" % (level - 1)), ref("alike_%d" % (level - 1)), {"required": ["z%d" % level]}]}


def applicators():
    members = {"next": ref("tried_deep"), "v": {"type": "integer"}}
    yield Case("one_of_alike", {"type": "array", "items": {"not": ref("alike_30")}},
               lambda n: text_of([{"v": i} for i in range(n)]), 2_000)
    yield Case("one_of_tried", {"type": "array", "items": ref("alike_30")},
               lambda n: text_of([{"z30": 1, "v": [i]} for i in range(n)]), 2_000)
    yield deep("tried_deep",
               {"oneOf": [{"type": "object", "properties": members | {"v": {"type": "integer", "maximum": k}}}
                          for k in (7, 8)]},
               lambda n: nested(n, '{"v":8}', '{"next":%s,"v":8}'), 15)
    yield deep("tried_deeper", {"anyOf": [
        {"type": "object", "properties": {"next": ref("tried_deeper"), "v": {"type": "integer", "maximum": k}},
         "required": ["v"]} for k in (5, 9)]},
        lambda n: nested(n, '{"v":9}', '{"next":%s,"v":9}'), 200)
    yield deep("checked_deep", {"anyOf": [
        {"type": "object", "properties": {"next": ref("checked_deep")}, "not": {"required": [k]}} for k in "xy"]},
        lambda n: nested(n, '{"y":8}', '{"x":1,"next":%s}'), 200)
    yield deep("cycle", {"type": "object", "allOf": [ref("cycle_a"), ref("cycle_b")]},
               lambda n: nested(n, "{}", '{"a":1,"next":%s}'), 400)
    yield Case("cycle_any", {"type": "array", "items": {"not": {"allOf": [ref("cycle_c"), {"required": ["w"]}]}}},
               lambda n: text_of([{"v": i} for i in range(n)]), LARGE // 2)
    yield Case("if_chain", {"type": "array", "items": dict(chain(200), type="object")},
               lambda n: text_of([{"kind": "k%d" % (i % 100), "v%d" % (i % 100): 1} for i in range(n)]), 2_000)
    yield Case("not_not", {"type": "array", "items": dict(negated(50), type="object")},
               lambda n: text_of([{"v": i} for i in range(n)]), 4_000)
    yield deep("not_not_deep", {"type": "object", "properties": {"next": {"not": {"not": ref("not_not_deep")}}}},
               lambda n: nested(n, "{}", '{"next":%s}'), 400)
    yield Case("any_500",
               {"type": "array", "items": {"anyOf": [
                   {"type": "object", "properties": {"a": {"type": "integer", "minimum": k, "maximum": k}, "b": True},
                    "required": ["a"]} for k in range(500)]}},
               lambda n: text_of([{"a": i * 7 % 500, "b": [i]} for i in range(n)]), 500)
    yield Case("any_500_keys",
               {"type": "array", "items": {"anyOf": [
                   {"type": "object", "properties": {"k%d" % k: {"type": "integer"}}, "required": ["k%d" % k]}
                   for k in range(500)]}},
               lambda n: text_of([{"k%d" % (i * 7 % 500): i} for i in range(n)]), 1_000)
    yield deep("union_of_arrays", {"anyOf": [
        {"type": "array", "items": ref("union_of_arrays"), "maxItems": 1},
        {"type": "array", "items": ref("union_of_arrays"), "minItems": 1}, {"type": "integer"}]},
        lambda n: nested(n, "[1,2]", "[%s]"), 400)
    yield Case("union_of_wide_arrays", {"anyOf": [
        {"type": "array", "items": {"anyOf": [{"type": "array", "items": ref("union_of_wide_arrays"), "maxItems": k},
                                              {"type": "string"}]}, "minItems": k} for k in (2, 1)]},
        lambda n: text_of([[[[[[["x"]], "y"]], "z"]]] * n), LARGE // 20)
    yield deep("any_64_deep", {"anyOf": [
        {"type": "object", "properties": {"next": ref("any_64_deep"), "v": {"type": "integer", "maximum": k}}}
        for k in range(64)]},
        lambda n: nested(n, '{"v":63}', '{"next":%s,"v":63}'), 200)
    yield deep("one_64_deep", {"oneOf": [
        {"type": "object", "properties": {"next": ref("one_64_deep"),
                                          "v": {"type": "integer", "minimum": k, "maximum": k}}, "required": ["v"]}
        for k in range(64)]},
        lambda n: nested(n, '{"v":63}', '{"next":%s,"v":63}'), 200)
    yield deep("one_of_checked_deep", {"type": "object", "oneOf": [
        {"properties": {"next": ref("one_of_checked_deep"), "v": {"maximum": 5}}, "required": ["v"]},
        {"properties": {"next": ref("one_of_checked_deep"), "v": {"minimum": 6}}, "required": ["v"]}]},
        lambda n: nested(n, '{"v":8}', '{"next":%s,"v":8}'), 200)
    yield deep("all_any_deep", {"type": "object", "allOf": [
        {"anyOf": [{"properties": {"next": ref("all_any_deep")}}, {"required": ["x"]}]},
        {"anyOf": [{"not": {"properties": {"next": {"not": ref("all_any_deep")}}}}, {"properties": {"next": True}}]}],
        "unevaluatedProperties": {"type": "integer"}},
        lambda n: nested(n, '{"v":8}', '{"next":%s,"v":8}'), 200)
    yield deep("dynamic", {"$id": "urn:dynamic", "$dynamicAnchor": "node", "type": "object",
                           "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
                           "unevaluatedProperties": {"type": "integer"}},
               lambda n: nested(n, "{}", '{"v":1,"children":[%s]}'), 200)
    yield Case("dynamic_wide", {"$ref": "urn:dynamic"},
               lambda n: '{"children":[' + ",".join(['{"v":1,"children":[]}'] * n) + "]}", LARGE // 5)


# ---- numbers ----

def numbers():
    yield Case("multiple_long", {"type": "number", "multipleOf": 0.01},
               lambda n: "1" * n + ".25", LARGE, "O2C_E_RANGE")
    yield Case("multiple_many", {"type": "array", "contains": {"multipleOf": 0.003}, "minContains": 0},
               lambda n: "[" + ",".join("%d.%03de-5" % (i, i % 1000) for i in range(n)) + "]", LARGE)
    yield Case("multiple_exponents", {"type": "array", "items": {"not": {"multipleOf": 7.5}}},
               lambda n: "[" + ",".join(["1e999999999", "3e-999999999"] * n) + "]", LARGE // 10)
    yield Case("multiple_digits", {"not": {"multipleOf": 7.5}}, lambda n: "1" * n, LARGE)
    yield Case("limit_digits", {"not": {"minimum": 1e300}}, lambda n: "-" + "1" * n + "." + "3" * n, LARGE)


# ---- formats ----

def format_case(name, subject, code="O2C_E_FORMAT"):
    return Case("format_" + name.replace("-", "_"), {"type": "string", "format": name},
                lambda n: text_of(subject(n)), 4 * LARGE, code)


def formats():
    yes = "O2C_OK"
    yield format_case("regex", lambda n: "(" * n)
    yield format_case("hostname", lambda n: "xn--" + "a" * n)
    yield format_case("idn-hostname", lambda n: "a\u00fc" * n)
    yield format_case("idn-email", lambda n: "\u00fc" * n + "@example.com")
    yield format_case("email", lambda n: "a." * n + "@example.com")
    yield format_case("uri", lambda n: "http://a/" + "%20" * n, yes)
    yield format_case("iri-reference", lambda n: "../" * n + "\u00fc", yes)
    yield format_case("uri-template", lambda n: "{a,b}" * n, yes)
    yield format_case("json-pointer", lambda n: "/~0" * n, yes)
    yield format_case("relative-json-pointer", lambda n: "1" * n + "/a", yes)
    yield format_case("date-time", lambda n: "2020-01-01T00:00:00." + "0" * n + "Z", yes)
    yield format_case("duration", lambda n: "P" + "1" * n + "D", yes)
    yield format_case("ipv6", lambda n: "1:" * n)
    yield format_case("byte", lambda n: "YWJj" * n, yes)


def cases():
    return [*patterns(), *formats(), *arrays(), *objects(), *applicators(), *numbers()]


def schema(all_cases):
    """One schema with a type for each case."""
    types = {}
    for case in all_cases:
        types |= {case.name: case.schema, **case.more}
    types |= {"alike_%d" % level: alike(level) for level in range(31)}
    types["cycle_a"] = {"allOf": [ref("cycle_b")], "properties": {"next": {"allOf": [ref("cycle_a"), ref("cycle_b")]}},
                        "not": {"required": ["z"]}}
    types["cycle_b"] = {"properties": {"next": {"allOf": [ref("cycle_b"), ref("cycle_a")]}}, "dependentRequired": {"a": ["next"]}}
    types["cycle_c"] = {"anyOf": [{"allOf": [ref("cycle_d")]}, {"required": ["v"]}]}
    types["cycle_d"] = {"anyOf": [{"allOf": [ref("cycle_c")]}, {"minProperties": 2}]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": types}

#!/usr/bin/env python3
"""Writes a spec whose types are checked as a whole, and documents for them, into a folder: see
test_checks.sh.

Tree is checked at each of its levels, and so is what is inside. Alike leads through 30 levels of schemas
of which each has two branches that are the same one, so that 2^30 ways lead to the end. Wide has 50
branches and says of all members that none of them evaluates. Open is told apart by checks alone.
"""
import json
import sys


def ref(name):
    return {"$ref": "#/components/schemas/" + name}


def spec():
    schemas = {
        "Tree": {
            "type": "object",
            "properties": {"next": ref("Tree"), "name": {"type": "string", "not": {"const": "bad"}},
                           "list": {"type": "array", "items": ref("Tree"), "contains": True, "minContains": 0}},
            "dependentRequired": {"next": ["name"]},
            "if": {"required": ["list"]},
            "then": {"propertyNames": {"maxLength": 4}},
            "not": {"required": ["name"], "properties": {"name": {"enum": ["no", ["x"], {"y": 1}]}}},
        },
        "Alike0": {"minProperties": 1},
        "Wide": {
            "type": "object",
            "anyOf": [{"properties": {"p%d" % i: {"type": "integer"}}} for i in range(50)],
            "unevaluatedProperties": {"type": "string"},
        },
        "Open": {"anyOf": [
            {"type": "object", "properties": {"next": ref("Open"), "v": {"type": "integer"}},
             "required": ["v"], "not": {"required": ["w"]}},
            {"type": "object", "properties": {"next": ref("Open"), "v": {"type": "integer"}},
             "required": ["v"], "not": {"required": ["x"]}}]},
    }
    for level in range(1, 31):
        schemas["Alike%d" % level] = {"anyOf": [ref("Alike%d" % (level - 1))] * 2, "not": {
            "allOf": [ref("Alike%d" % (level - 1)), {"required": ["z"]}]}}
    schemas["Alike"] = {"type": "object", "not": {"not": ref("Alike30")}}
    return {"openapi": "3.1.0", "info": {"title": "Checks", "version": "1"}, "paths": {},
            "components": {"schemas": schemas}}


def tree(depth, bottom):
    text = bottom
    for level in range(depth):
        text = '{"name":"n%d","next":%s}' % (level, text)
    return text


def opened(depth):
    text = '{"v":1,"x":2}'
    for _ in range(depth):
        text = '{"v":1,"next":%s,"w":1}' % text
    return text


def wide(count):
    return "{" + ",".join('"p%d":1' % i for i in range(50)) + "," + ",".join(
        '"q%d":"s"' % i for i in range(count)) + "}"


def main(out):
    def write(name, text):
        with open("%s/%s" % (out, name), "w", encoding="utf-8") as f:
            f.write(text)

    write("checked.json", json.dumps(spec()))
    cases = ["Tree " + tree(depth, "{}") for depth in range(10)]
    cases += ["Wide " + wide(count) for count in range(1, 7)]
    cases += ['Tree {"name":"a","next":{"list":[{},{"name":"b","list":[{}]}]}}', "Tree " + tree(12, "{}"),
             'Wide {"p1":1,"p49":2,"other":"text"}', "Wide " + wide(70), 'Alike {"a":1}', "Open " + opened(3)]
    write("cases", "".join(case + "\n" for case in cases))
    for depth in (200, 400):
        write("tree_%d.json" % depth, tree(depth, "{}"))
        write("fault_%d.json" % depth, tree(depth, '{"name":"no"}'))
        write("open_%d.json" % depth, opened(depth))
    for count in (1000, 2000):
        write("wide_%d.json" % count, wide(count))
    write("deep.json", tree(20000, "{}"))
    write("alike.json", '{"a":1}')
    write("alike_empty.json", "{}")
    write("broken.json", tree(400, "{}")[:-100])


if __name__ == "__main__":
    main(sys.argv[1])

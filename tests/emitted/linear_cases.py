#!/usr/bin/env python3
"""Writes the adversary's spec and documents into a folder: see test_linear.sh.

nest.json: Even and Odd are unions told apart by tags of alternating names, each reached through the
other. Tried has two branches that differ in the values of a member that comes last, so that the first
one is read in vain at every level. Keyed is told apart by a key that comes last, Ordered has branches
that such keys put in order. Alike has branches that differ in next to nothing.
"""
import json
import sys


def branch(tag, value, inner):
    return {"type": "object", "required": [tag], "properties": {
        tag: {"const": value}, "next": {"$ref": "#/components/schemas/" + inner}, "n": {"type": "integer"}}}


def tagged(tag, prefix, inner):
    """A discriminated union of a branch that goes on and one that ends."""
    return {
        prefix: {"type": "object", "required": [tag], "oneOf": [
            {"$ref": "#/components/schemas/%sMore" % prefix}, {"$ref": "#/components/schemas/%sEnd" % prefix}],
            "discriminator": {"propertyName": tag, "mapping": {
                "more": "#/components/schemas/%sMore" % prefix, "end": "#/components/schemas/%sEnd" % prefix}}},
        prefix + "More": branch(tag, "more", inner),
        prefix + "End": {"type": "object", "required": [tag], "properties": {tag: {"const": "end"}}},
    }


def going_on(name, last, needed, **more):
    members = {"next": {"$ref": "#/components/schemas/" + name}}
    members.update(last)
    return dict({"type": "object", "properties": members, "required": needed}, **more)


def spec():
    number = {"type": "integer"}
    closed = {"additionalProperties": False}
    schemas = {
        "Tried": {"anyOf": [
            going_on("Tried", {"v": {"type": "integer", "maximum": 5}}, ["v"]),
            going_on("Tried", {"v": {"type": "integer", "minimum": 4}}, ["v"])]},
        "Keyed": {"oneOf": [going_on("Keyed", {k: number}, [k], **closed) for k in "abc"]},
        "Alike": {"oneOf": [going_on("Alike", {"v": dict(number, maximum=n)}, []) for n in (7, 8, 9)]},
        "Ordered": {"anyOf": [going_on("Ordered", {k: number}, []) for k in "abc"]},
    }
    schemas.update(tagged("s", "Even", "Odd"))
    schemas.update(tagged("t", "Odd", "Even"))
    return {"openapi": "3.1.0", "info": {"title": "Nest", "version": "1"}, "paths": {},
            "components": {"schemas": schemas}}


def alternating(depth):
    text = '{"s":"end"}' if depth % 2 == 0 else '{"t":"end"}'
    for level in range(depth - 1, -1, -1):
        text = '{"next":%s,"n":%d,"%s":"more"}' % (text, level, "st"[level % 2])
    return text


def late(depth, bottom, last='"v":9'):
    """Each level is of the branch that its last member belongs to."""
    text = bottom
    for _ in range(depth):
        text = '{"next":%s,%s}' % (text, last)
    return text


def main(out):
    def write(name, text):
        with open("%s/%s" % (out, name), "w", encoding="utf-8") as f:
            f.write(text)

    write("nest.json", json.dumps(spec()))
    for depth in (200, 400, 800):
        write("alternating_%d.json" % depth, alternating(depth))
    for depth in (100, 200, 400):
        write("keyed_%d.json" % depth, late(depth, '{"c":1}', '"c":1'))
        write("late_%d.json" % depth, late(depth, '{"v":9}'))
        write("faulty_%d.json" % depth, late(depth, '{"v":"9"}'))
    for depth in (15, 30):
        write("alike_%d.json" % depth, late(depth, "{}", '"v":9'))
        write("ambiguous_%d.json" % depth, late(depth, "{}", '"v":1'))
    write("bottomless.json", alternating(20000))
    write("brackets.json", '{"next":' + "[" * 200000)
    write("unknown.json", '{"s":"more","x":' + '{"x":' * 50000 + "0" + "}" * 50000 + "}")
    write("tried_bottomless.json", late(20000, '{"v":9}'))


if __name__ == "__main__":
    main(*sys.argv[1:])

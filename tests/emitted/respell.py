#!/usr/bin/env python3
"""Prints an OpenAPI document in another spelling of its optional members.

    respell.py type-array|no-null SPEC.json

type-array: {"anyOf": [{"type": T, ...}, {"type": "null"}]} becomes {"type": [T, "null"], ...};
            what is not one type stays as it is.
no-null:    it becomes the schema alone, and null is no longer valid.
"""
import json
import sys

NULL = {"type": "null"}


def nullable(node):
    """The schema that may also be null, or None."""
    options = node.get("anyOf")
    if not isinstance(options, list) or len(options) != 2 or options[1] != NULL:
        return None
    return options[0]


def respelled(spelling, node):
    inner = nullable(node)
    if inner is None:
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if spelling == "no-null":
        if rest.get("default", 0) is None:
            del rest["default"]
        return {**inner, **rest} if "$ref" not in inner or not rest else {"allOf": [inner], **rest}
    if not isinstance(inner.get("type"), str) or "oneOf" in inner or "enum" in inner or "const" in inner:
        return node
    return {**inner, **rest, "type": [inner["type"], "null"]}


def walk(spelling, node):
    if isinstance(node, list):
        return [walk(spelling, value) for value in node]
    if not isinstance(node, dict):
        return node
    return respelled(spelling, {key: walk(spelling, value) for key, value in node.items()})


def main(spelling, path):
    with open(path, encoding="utf-8") as f:
        json.dump(walk(spelling, json.load(f)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

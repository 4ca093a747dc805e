#!/usr/bin/env python3
"""Prints an OpenAPI document without paths that holds some schemas and all that they reach.

    reduce.py SPEC.json NAME...
"""
import json
import sys


def references(node, found):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                found.append(value.rsplit("/", 1)[1])
            elif key == "mapping":
                found.extend(target.rsplit("/", 1)[1] for target in value.values())
            else:
                references(value, found)
    elif isinstance(node, list):
        for value in node:
            references(value, found)


def main(path, *roots):
    with open(path, encoding="utf-8") as f:
        spec = json.load(f)
    schemas = spec["components"]["schemas"]
    kept, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        if name not in kept:
            kept.add(name)
            references(schemas[name], todo)
    spec["paths"] = {}
    spec["components"] = {"schemas": {n: s for n, s in schemas.items() if n in kept}}
    json.dump(spec, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Prints an OpenAPI document of our own, of any size, made like those that grow in practice.

    big_spec.py SCHEMAS

Schemas belong to areas and refer to neighbours, a few are used everywhere, each has inline objects, and
operations answer with them. The same number gives the same document; twice the number twice the size.
"""
import json
import random
import sys

COMMON = 12   # schemas that all areas use
AREA = 40     # schemas of an area


def ref(number):
    return {"$ref": f"#/components/schemas/Model{number}"}


def scalar(rnd):
    return rnd.choice([{"type": "string"}, {"type": "integer", "format": "int64"}, {"type": "boolean"},
                       {"type": "number"}, {"type": "string", "enum": ["on", "off", f"v{rnd.randrange(99)}"]},
                       {"type": ["string", "null"]}])


def target(rnd, number):
    if number < COMMON or rnd.random() < 0.3:
        return rnd.randrange(COMMON)
    first = number - number % AREA
    return rnd.randrange(first, number + 1)


def member(rnd, number):
    kind = rnd.randrange(10)
    if kind < 5:
        return scalar(rnd)
    if kind < 7:
        return ref(target(rnd, number))
    if kind < 8:
        return {"type": "array", "items": ref(target(rnd, number))}
    return {"type": "object", "description": f"Part {rnd.randrange(999)} of model {number}.",
            "properties": {f"f{i}_{number}": scalar(rnd) for i in range(rnd.randrange(2, 6))}}


def schema(rnd, number):
    members = {f"member{i}": member(rnd, number) for i in range(rnd.randrange(4, 14))}
    names = [n for n, m in members.items() if m.get("$ref") != ref(number)["$ref"]]
    return {"type": "object", "description": f"The model of number {number}.",
            "required": [n for n in names if rnd.random() < 0.3], "properties": members}


def operation(rnd, number):
    return {"get": {"operationId": f"getModel{number}", "responses": {"200": {
        "description": "It.", "content": {"application/json": {"schema": {
            "type": "object", "required": ["data"],
            "properties": {"data": ref(number), "page": {"type": "integer"}, f"note{number}": scalar(rnd)}}}}}}}}


def spec(count):
    rnd = random.Random(7)
    return {"openapi": "3.1.0", "info": {"title": "Big", "version": "1"},
            "paths": {f"/models/{i}": operation(rnd, i) for i in range(count)},
            "components": {"schemas": {f"Model{i}": schema(rnd, i) for i in range(count)}}}


if __name__ == "__main__":
    json.dump(spec(int(sys.argv[1])), sys.stdout, indent=1)

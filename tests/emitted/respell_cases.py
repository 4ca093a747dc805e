#!/usr/bin/env python3
"""Prints cases with the same documents spelled in another way: the verdicts must stay.

    respell_cases.py SEED < cases.jsonl

Characters of keys and strings become escapes at random, white space stands wherever it may, whole numbers
are written as 1.0, 10e-1 or 1E+0, members come in another order.
"""
import json
import random
import sys


def escaped(r, character):
    short = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
             "\t": "\\t"}
    if character in short and r.random() < 0.5:
        return short[character]
    units = character.encode("utf-16-be")
    digits = r.choice(["%04x", "%04X"])
    return "".join("\\u" + digits % int.from_bytes(units[i:i + 2], "big") for i in range(0, len(units), 2))


def string(r, text, share):
    must = set('"\\') | {chr(c) for c in range(32)}
    return '"%s"' % "".join(escaped(r, c) if c in must or r.random() < share else c for c in text)


def number(r, value):
    spellings = ["%d", "%d.0", "%d.000", "%de0", "%dE+0", "%d0e-1", "%d.0e00"]
    return r.choice(spellings if value else ["0", "-0", "0.0", "0e5"]).replace("%d", str(value))


def blank(r):
    return "".join(r.choices(" \n\t\r", k=r.randint(1, 3))) if r.random() < 0.2 else ""


def spelled(r, value, share):
    if isinstance(value, str):
        return string(r, value, share)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int):
        return number(r, value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        items = [blank(r) + spelled(r, item, share) + blank(r) for item in value]
        return "[%s]" % (",".join(items) or blank(r))
    members = list(value.items())
    r.shuffle(members)
    items = [blank(r) + string(r, key, share) + blank(r) + ":" + blank(r) + spelled(r, item, share) + blank(r)
             for key, item in members]
    return "{%s}" % (",".join(items) or blank(r))


def main(seed):
    r = random.Random(int(seed))
    for line in sys.stdin:
        case = json.loads(line)
        share = r.choice([0, 0.05, 0.5, 1])
        case["text"] = blank(r) + spelled(r, case.pop("doc"), share) + blank(r)
        print(json.dumps(case))


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    main(*sys.argv[1:])

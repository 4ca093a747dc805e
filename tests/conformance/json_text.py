"""JSON whose numbers keep their spelling, written in many ways."""

import json


class Number:
    """A number as it is spelt."""

    def __init__(self, text):
        self.text = str(text)

    def __eq__(self, other):
        return isinstance(other, Number) and self.text == other.text

    def __hash__(self):
        return hash(self.text)

    def value(self):
        return float(self.text)


def load(text):
    return json.loads(text, parse_int=Number, parse_float=Number)


def dump(value):
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {dump(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
    return json.dumps(value)


def _spell_string(rng, text):
    parts = []
    for char in text:
        if rng.random() < 0.1 and ord(char) < 0x10000:
            parts.append(f"\\u{ord(char):04x}")
        else:
            parts.append(json.dumps(char, ensure_ascii=rng.random() < 0.5)[1:-1])
    return '"' + "".join(parts) + '"'


def spell(rng, value, twice=0.0):
    """The same value in another spelling: order of members, white space, escapes. twice: how likely a
    member is given before, with a value that does not count."""
    gap = rng.choice(["", "", "", " ", "\t "])
    if isinstance(value, Number):
        return value.text + gap
    if isinstance(value, str):
        return _spell_string(rng, value) if rng.random() < 0.2 else json.dumps(value) + gap
    if isinstance(value, list):
        return "[" + gap + ("," + gap).join(spell(rng, inner, twice) for inner in value) + "]" + gap
    if not isinstance(value, dict):
        return json.dumps(value) + gap
    names = list(value)
    if rng.random() < 0.4:
        rng.shuffle(names)
    members = []
    for name in names:
        key = _spell_string(rng, name) if rng.random() < 0.1 else json.dumps(name)
        if rng.random() < twice:
            members.append(key + ":" + spell(rng, value[rng.choice(names)], twice))
        members.append(key + gap + ":" + gap + spell(rng, value[name], twice))
    return "{" + gap + ("," + gap).join(members) + "}" + gap


def places(value, path=()):
    """Every place of a document: its path from the root, and what stands there."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, path + (key,))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from places(inner, path + (i,))


def replaced(value, path, new):
    """A copy with another value at a path."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def without(value, path):
    """A copy without the member or item at a path that is not the root."""
    if len(path) > 1:
        return replaced(value, path[:1], without(value[path[0]], path[1:]))
    copy = value.copy()
    del copy[path[0]]
    return copy

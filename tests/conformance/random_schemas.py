#!/usr/bin/env python3
"""Random schemas and instances, judged by emitted decoders and by an independent validator.

usage: random_schemas.py --openapi2c CMD --validator CMD [--schemas N] [--instances N] [--seed N]
                         [--dialect NAME]... [--whole] [--wider] [--option OPTION]... [--keep DIR]

Makes N schemas (200 unless told) for each dialect, and for each of them N instances (60), the same for a
seed on every machine. The validator (the command of the npm package @sourcemeta/jsonschema) says which of them are
valid, and `openapi2c try` must say the same; what is valid is encoded again and must be the same value. Each
disagreement is made as small as it gets, and printed.

--whole  with keywords that need a whole value (not, if, contains, unevaluatedProperties ...)
--wider  the options make decoders accept more (--open-enums): what is invalid may be taken

An option for `try` is said as --option=--open-enums. It is a tool for development: nothing of it is
needed to build or test. Exit status 1: verdicts differ.
"""
import argparse
import collections
import decimal
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from json_text import Number, dump, load, places, replaced, spell, without
from make_instance import instances
from make_schema import DIALECTS, Maker, document

BATCH = 40  # schemas that are compiled into one program
SAME_VALUE = ["allOf", "anyOf", "oneOf"], ["not", "if", "then", "else"]


class Case:
    """An instance of a schema. text: as the decoder gets it; value: as the validator does."""

    def __init__(self, definitions, name, value, text):
        self.definitions, self.name, self.value, self.text = definitions, name, value, text

    def size(self):
        return len(dump(self.definitions)) + len(self.text)


class Outcome:
    """valid: what the validator says. said: what `try` complains of; None if nothing."""

    def __init__(self, valid, said):
        self.valid, self.said = valid, said


# ---- schemas ----

def targets(schema):
    """Names of definitions that a schema leads to for the same value."""
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"].rpartition("/")[2]
    for name in SAME_VALUE[0]:
        for part in schema.get(name, []):
            yield from targets(part)
    for name in SAME_VALUE[1]:
        yield from targets(schema.get(name))
    for part in schema.get("dependentSchemas", {}).values():
        yield from targets(part)


def is_circular(definitions):
    """Whether a schema leads to itself for the same value: validators do not come to an end."""
    edges = {name: set(targets(schema)) for name, schema in definitions.items()}
    reached = {name: set(found) for name, found in edges.items()}
    for _ in edges:
        for name in reached:
            reached[name] = reached[name].union(*(edges[other] for other in reached[name]))
    return any(name in reached[name] for name in reached)


def make_cases(options, rng, name):
    while True:
        definitions = Maker(rng, name, options.whole).make()
        if not is_circular(definitions):
            break
    twice = 0.2 if "--duplicates=last" in options.option else 0.0
    return [Case(definitions, name, value, spell(rng, value, twice))
            for value in instances(rng, definitions, name, options.instances)]


# ---- verdicts ----

def judge(validator, schema, cases, folder):
    """The validator's verdict on each case: a file each, since it answers lines out of order."""
    names = {case.name for case in cases}
    root = {**schema, "properties": {name: {"$ref": ("#/definitions/" if "definitions" in schema else "#/$defs/") + name}
                                     for name in names}}
    path, files = folder / "root.json", folder / "documents"
    path.write_text(dump(root), encoding="utf-8")
    files.mkdir()
    for i, case in enumerate(cases):
        (files / f"{i:06}.json").write_text(dump({case.name: case.value}), encoding="utf-8")
    run = subprocess.run([validator, "validate", "--verbose", "--continue", path, files],
                         capture_output=True, text=True, check=False)
    found = {}
    for line in (run.stdout + run.stderr).splitlines():
        verdict, _, file = line.partition(": ")
        if verdict in ("ok", "fail") and file.endswith(".json"):
            found[int(pathlib.Path(file).stem)] = verdict == "ok"
    if len(found) != len(cases):
        raise RuntimeError(f"{len(found)} verdicts for {len(cases)} documents: {(run.stdout + run.stderr)[:600]}")
    return [found[i] for i in range(len(cases))]


def attempt(options, spec, cases, verdicts, folder):
    """What `try` says of each case, by number; None and its last words if it does not come so far."""
    path, lines = folder / "spec.json", folder / "cases.jsonl"
    path.write_text(dump(spec), encoding="utf-8")
    with open(lines, "w", encoding="utf-8") as out:
        for case, valid in zip(cases, verdicts):
            out.write(f'{{"schema": {json.dumps(case.name)}, "valid": {json.dumps(valid)}, "doc": {case.text}}}\n')
    run = subprocess.run([options.openapi2c, "try", path, "--cases", lines] + options.option,
                         capture_output=True, text=True, errors="replace", check=False)
    said = {}
    for line in run.stdout.splitlines():
        match = re.match(r".*cases\.jsonl:(\d+): (.*)", line)
        if match:
            said[int(match[1]) - 1] = match[2]
    if run.returncode > 1 or (run.returncode and not said):
        return None, run.stderr[-400:]
    return said, ""


def compare(options, dialect, cases):
    """Outcomes of cases; those of one name share their definitions."""
    if not cases:
        return []
    definitions = {}
    for case in cases:
        definitions.update(case.definitions)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        spec, plain = document(definitions, dialect)
        names = list(dict.fromkeys(case.name for case in cases))
        try:
            verdicts = judge(options.validator, plain, cases, folder)
            said, words = attempt(options, spec, cases, verdicts, folder)
        except RuntimeError as error:
            said, words, verdicts = None, "validator: " + str(error), [None] * len(cases)
    if said is not None:
        return [Outcome(valid, said.get(i)) for i, valid in enumerate(verdicts)]
    if len(names) == 1:
        return [Outcome(valid, "no verdict: " + words) for valid in verdicts]
    half = set(names[:len(names) // 2])
    one = iter(compare(options, dialect, [case for case in cases if case.name in half]))
    other = iter(compare(options, dialect, [case for case in cases if case.name not in half]))
    return [next(one if case.name in half else other) for case in cases]


def loses_digits(case):
    """Whether a number is no double, as one is printed: decoders keep it as one unless the schema says integer."""
    return any(isinstance(value, Number) and decimal.Decimal(repr(value.value())) != decimal.Decimal(value.text)
               for _, value in places(case.value))


def is_large(case):
    """Whether a number is beyond 64 bits, where integers end without --exact."""
    return any(isinstance(value, Number) and not -2.0**63 <= value.value() < 2.0**63 for _, value in places(case.value))


def kind_of(options, case, outcome):
    """What is wrong, in a few words; None if nothing is."""
    said = outcome.said
    if said is None:
        return None
    if said.startswith("no verdict"):
        return None if "validator: " in said else "no verdict"
    if "but " in said and ("encod" in said or "_check" in said or "_validate" in said):
        if "another value" in said and loses_digits(case) and "--exact" not in options.option:
            return None
        return re.search(r"but (it is encoded as another value|its own encoding|it cannot|_\w+)", said)[1]
    if options.wider and not outcome.valid:
        return None
    if not outcome.valid:
        return None if is_large(case) and "--exact" not in options.option else "takes what is invalid"
    if "--duplicates=last" in options.option:
        return None  # those that do not count must be valid, too
    return None if is_large(case) and "--exact" not in options.option else "refuses what is valid"


# ---- smaller ----

def smaller_values(value):
    """Values with one thing less."""
    for path, inner in places(value):
        if path:
            yield without(value, path)
        for part in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else []:
            yield replaced(value, path, part)
        if isinstance(inner, str) and len(inner) > 1:
            yield replaced(value, path, inner[:1])
        if isinstance(inner, Number) and inner.text not in ("0", "1"):
            yield replaced(value, path, Number(1))


def is_schema_place(path):
    return not path or path[-1] in ("items", "additionalProperties", "not", "if", "then", "else", "contains",
                                    "propertyNames", "unevaluatedProperties", "unevaluatedItems") or (
        len(path) > 1 and path[-2] in ("properties", "patternProperties", "allOf", "anyOf", "oneOf", "prefixItems",
                                       "dependentSchemas"))


def smaller_definitions(options, definitions, name):
    """Definitions with one thing less: still schemas, as far as one can see."""
    for path, inner in places(definitions):
        if not path:
            continue
        if len(path) == 1:
            if path[0] != name and '"#/$defs/' + path[0] + '"' not in dump(definitions):
                yield without(definitions, path)
            place = ()
        else:
            place = path[1:]
            if place[-1] != "type" or "--exact" in options.option:
                yield without(definitions, path)
        if isinstance(inner, dict) and is_schema_place(place):
            yield replaced(definitions, path, True)
            if isinstance(inner.get("$ref"), str):
                yield replaced(definitions, path, definitions[inner["$ref"].rpartition("/")[2]])
            for inner_path, part in places(inner):
                if 0 < len(inner_path) < 3 and isinstance(part, dict) and is_schema_place(inner_path):
                    yield replaced(definitions, path, part)


def is_well_formed(definitions):
    for _, value in places(definitions):
        if isinstance(value, dict):
            for name in ("enum", "allOf", "anyOf", "oneOf", "prefixItems", "type"):
                if value.get(name) == []:
                    return False
            reference = value.get("$ref")
            if isinstance(reference, str) and reference.rpartition("/")[2] not in definitions:
                return False
    return not is_circular(definitions)


def candidates(options, case):
    for definitions in smaller_definitions(options, case.definitions, case.name):
        if is_well_formed(definitions):
            yield definitions, case.value, case.text
    for value in smaller_values(case.value):
        yield case.definitions, value, dump(value)


def renamed(definitions, name, number):
    """The definitions under names of their own, so that many fit in one document."""
    text = dump(definitions)
    for old in sorted(definitions, key=len, reverse=True):
        text = text.replace(f'"#/$defs/{old}"', f'"#/$defs/{old}${number}"')
    return {f"{old}${number}": schema for old, schema in load(text).items()}, f"{name}${number}"


def reduce(options, dialect, case, kind):
    """The smallest case that we find with the same thing wrong."""
    case = Case(case.definitions, case.name, case.value, case.text)
    for _ in range(40):
        tried, seen = [], set()
        for definitions, value, text in candidates(options, case):
            key = dump(definitions) + text
            if key not in seen and len(key) < case.size():
                seen.add(key)
                tried.append(Case(definitions, case.name, value, text))
        tried.sort(key=Case.size)
        found = None
        for at in range(0, len(tried), 60):
            some = tried[at:at + 60]
            packed = [Case(*renamed(one.definitions, one.name, i), one.value, one.text)
                      for i, one in enumerate(some)]
            outcomes = compare(options, dialect, packed)
            found = next((one for one, outcome in zip(some, outcomes)
                          if kind_of(options, one, outcome) == kind), None)
            if found:
                break
        if not found or found.size() >= case.size():
            return case
        case = found
    return case


# ---- the run ----

def report(options, dialect, case, kind, outcome):
    small = reduce(options, dialect, case, kind) if options.reduce else case
    print(f"{dialect}: {kind}\n    schema   {dump(small.definitions)}\n    instance {small.text}\n"
          f"    was      {outcome.said[:300]}", flush=True)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        number = len(list(options.keep.iterdir())) // 2
        (options.keep / f"{number:03}.schema.json").write_text(dump(document(small.definitions, dialect)[0]) + "\n")
        (options.keep / f"{number:03}.cases.jsonl").write_text(
            f'{{"schema": {json.dumps(small.name)}, "valid": {json.dumps(outcome.valid)}, "doc": {small.text}}}\n')


def run(options, dialect, counts):
    rng = random.Random(f"{options.seed} {dialect}")
    for start in range(0, options.schemas, BATCH):
        cases = []
        for i in range(start, min(start + BATCH, options.schemas)):
            cases += make_cases(options, rng, f"S{i}")
        seen = set()
        for case, outcome in zip(cases, compare(options, dialect, cases)):
            counts["valid" if outcome.valid else "invalid"] += 1
            kind = kind_of(options, case, outcome)
            if kind:
                counts[kind] += 1
            if kind and (case.name, kind) not in seen and len(seen) < options.most:
                seen.add((case.name, kind))
                report(options, dialect, case, kind, outcome)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--openapi2c", required=True)
    parser.add_argument("--validator", required=True)
    parser.add_argument("--schemas", type=int, default=200)
    parser.add_argument("--instances", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialect", action="append", choices=DIALECTS)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--wider", action="store_true")
    parser.add_argument("--option", action="append", default=[], help="for try")
    parser.add_argument("--keep", type=pathlib.Path, help="leave reduced cases in this folder")
    parser.add_argument("--most", type=int, default=5, help="reports of a batch")
    parser.add_argument("--no-reduce", dest="reduce", action="store_false")
    options = parser.parse_args()
    failed = False
    for dialect in options.dialect or DIALECTS:
        counts = collections.Counter()
        run(options, dialect, counts)
        print(f"{dialect}: {options.schemas} schemas, " + ", ".join(f"{n} {what}" for what, n in counts.items()))
        failed = failed or len(counts) > 2
    sys.exit(failed)


if __name__ == "__main__":
    main()

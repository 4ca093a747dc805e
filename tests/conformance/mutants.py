#!/usr/bin/env python3
"""Mutants of real instances, judged by emitted decoders and by an independent validator.

usage: mutants.py --openapi2c CMD --validator CMD [--count N] [--seed N] [--keep DIR] FOLDER...

FOLDER holds schema.json and instances.jsonl. Of its instances N mutants are made (200 unless told), by
the mutators below, the same for a seed on every machine; the validator (the command of the npm package
@sourcemeta/jsonschema) says which of them are valid, and `openapi2c try --exact` must say the same. It is
a tool for development: nothing of it is needed to build or test. Exit status 1: verdicts differ.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

OTHERS = [None, True, 0, 1.5, "", "x", [], {}, [1], {"x": 1}]


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


def retype(rng, value, _):
    return rng.choice([other for other in OTHERS if type(other) is not type(value)])


def renumber(rng, value, _):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return retype(rng, value, _)
    return rng.choice([value + 1, value - 1, -value - 1, value * 1000 + 7, value + 0.5, 0])


def respell(rng, value, _):
    if not isinstance(value, str):
        return retype(rng, value, _)
    cut = rng.randrange(len(value) + 1)
    return rng.choice([value[:cut], value + "x", " " + value, value.upper(), value.lower(),
                       value[:cut] + "/" + value[cut:], value * 3, ""])


def drop(rng, value, _):
    if isinstance(value, dict) and value:
        gone = rng.choice(list(value))
        return {key: inner for key, inner in value.items() if key != gone}
    if isinstance(value, list) and value:
        gone = rng.randrange(len(value))
        return value[:gone] + value[gone + 1:]
    return retype(rng, value, _)


def rename(rng, value, _):
    if not isinstance(value, dict) or not value:
        return retype(rng, value, _)
    old = rng.choice(list(value))
    new = rng.choice([old + "x", old[:-1], old.upper(), "x-" + old, "$" + old, ""])
    return {new if key == old else key: inner for key, inner in value.items()}


def add(rng, value, pool):
    if isinstance(value, dict):
        return {**value, rng.choice(["unknown", "x-more", "", "$schema", "type"]): rng.choice(pool)}
    if isinstance(value, list):
        return value + [rng.choice(value) if value and rng.random() < 0.5 else rng.choice(pool)]
    return rng.choice(pool)


def transplant(rng, value, pool):
    return rng.choice(pool)


def wrap(rng, value, _):
    return rng.choice([[value], {"value": value}, [value, value]])


MUTATORS = [retype, renumber, respell, drop, rename, add, transplant, wrap]


def scalars_of_schema(schema):
    """What `enum`, `const`, `default` and `examples` list: values that come close."""
    for _, value in places(schema):
        if isinstance(value, dict):
            for name in ("enum", "examples"):
                if isinstance(value.get(name), list):
                    yield from value[name]
            for name in ("const", "default"):
                if name in value:
                    yield value[name]


def make(rng, schema, instances, count):
    pool = OTHERS + list(scalars_of_schema(schema))
    seen = set()
    for _ in range(count * 20):
        document = rng.choice(instances)
        spots = list(places(document))
        for _ in range(rng.choice([1, 1, 1, 2])):
            path, value = rng.choice(spots)
            document = replaced(document, path, rng.choice(MUTATORS)(rng, value, pool))
            spots = list(places(document))
        text = json.dumps(document, ensure_ascii=False)
        if text not in seen:
            seen.add(text)
            yield document, text
        if len(seen) == count:
            return


def judge(validator, schema, texts, folder):
    """The validator's verdict on each text: a file each, since it answers lines out of order."""
    for i, text in enumerate(texts):
        (folder / f"{i:06}.json").write_text(text, encoding="utf-8")
    run = subprocess.run([validator, "validate", "--verbose", "--continue", schema, folder],
                         capture_output=True, text=True, check=False)
    found = {}
    for line in (run.stdout + run.stderr).splitlines():
        verdict, _, path = line.partition(": ")
        if verdict in ("ok", "fail"):
            found[int(pathlib.Path(path).stem)] = verdict == "ok"
    if len(found) != len(texts):
        sys.exit(f"{schema}: {len(found)} verdicts for {len(texts)} documents: {run.stderr[:1000]}")
    return [found[i] for i in range(len(texts))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--openapi2c", required=True)
    parser.add_argument("--validator", required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="leave the cases in this folder")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    failed = False
    for folder in options.folders:
        schema = folder / "schema.json"
        with open(folder / "instances.jsonl", encoding="utf-8") as lines:
            instances = [json.loads(line) for line in lines if line.strip()]
        rng = random.Random(f"{options.seed} {folder.name}")
        mutants = list(make(rng, json.loads(schema.read_text()), instances, options.count))
        with tempfile.TemporaryDirectory() as scratch:
            judged = pathlib.Path(scratch) / "mutants"
            judged.mkdir()
            verdicts = judge(options.validator, schema, [text for _, text in mutants], judged)
            cases = (options.keep or pathlib.Path(scratch)) / f"{folder.name}.jsonl"
            with open(cases, "w", encoding="utf-8") as out:
                for (document, _), valid in zip(mutants, verdicts):
                    case = {"schema": "", "valid": valid, "doc": document}
                    out.write(json.dumps(case, ensure_ascii=False) + "\n")
            run = subprocess.run([options.openapi2c, "try", "--exact", schema, "--cases", cases],
                                 capture_output=True, text=True, check=False)
        invalid = len(verdicts) - sum(verdicts)
        last = run.stdout.strip().splitlines()[-1:] or [run.stderr.strip()[:500]]
        print(f"{folder.name}: {len(mutants)} mutants, {invalid} invalid: {last[0]}")
        if run.returncode != 0:
            failed = True
            print("\n".join("    " + line for line in run.stdout.splitlines()[:-1][:10]))
    sys.exit(failed)


if __name__ == "__main__":
    main()

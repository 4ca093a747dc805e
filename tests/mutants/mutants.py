#!/usr/bin/env python3
"""Mutants of small specs through the whole generator: each gives a located error or C that compiles.

usage: mutants.py --openapi2c CMD --cc CMD --include DIR... [--count N] [--seed N] [--keep DIR] SPEC...

Of the specs, as they are and as the JSON that `inspect --stage=document` makes of them, N mutants are
made: bytes flipped, lines dropped, doubled and swapped, nodes swapped and replaced, references redirected.
The same seed gives the same mutants everywhere. Of each is expected, within 5 seconds of the processor:
no crash, no complaint of a sanitizer, no leak; and either a located error, exit status 1, and no file written, or
exit status 0 and files that the compiler takes. What fails is left in --keep. The last line counts.

Build the generator with AddressSanitizer and UndefinedBehaviorSanitizer (the preset `asan`) to have the
whole of it.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SECONDS = 5  # of the processor; the same ten times for what waits
SANITIZED = 99  # exit status that sanitizers are told to use
LOCATED = re.compile(r"^\S*mutant\.(yaml|json)(:\d+:\d+)?: .*error: ", re.MULTILINE)
COMPLAINT = re.compile(r"ERROR: (Address|Leak|Undefined)|runtime error:")
FRAGMENTS = ["", "null", "true", "[]", "{}", "0", "-1", "1e999", "'x'", "{type: object}", "{$ref: '#'}",
             "99999999999999999999", "!!int x", "&a", "*a", "<<: *a", "\x00", "\xff", "? ", "- ", "}"]


# ---- texts ----

def flip(rng, text):
    at = rng.randrange(len(text))
    return text[:at] + bytes([text[at] ^ 1 << rng.randrange(8)]) + text[at + 1:]


def splice(rng, text):
    at = rng.randrange(len(text))
    end = min(len(text), at + rng.choice([0, 1, 2, 8]))
    return text[:at] + rng.choice(FRAGMENTS).encode("latin-1") + text[end:]


def of_lines(change):
    def mutate(rng, text):
        lines = text.split(b"\n")
        change(rng, lines)
        return b"\n".join(lines)
    return mutate


def drop_lines(rng, lines):
    at = rng.randrange(len(lines))
    del lines[at:at + rng.choice([1, 1, 1, 2, 5])]


def double_line(rng, lines):
    at = rng.randrange(len(lines))
    lines.insert(rng.randrange(len(lines) + 1), lines[at])


def swap_lines(rng, lines):
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def truncate(rng, text):
    return text[:rng.randrange(len(text))]


def redirect(rng, text):
    """Gives a reference the target of another one, or none that exists, or a place on its own way."""
    found = list(re.finditer(rb"#/[^'\"\s,}]*", text))
    if not found:
        return flip(rng, text)
    one, other = rng.choice(found), rng.choice(found).group()
    target = rng.choice([other, b"#", b"#/", other + b"/properties", other.rsplit(b"/", 1)[0],
                         other + b"x", b"#/components", b"#anchor", b"none.yaml" + other, b"%zz"])
    return text[:one.start()] + target + text[one.end():]


TEXT_MUTATORS = [flip, splice, of_lines(drop_lines), of_lines(double_line), of_lines(swap_lines),
                 truncate, redirect, redirect]


# ---- trees ----

def places(value, path=()):
    yield path, value
    pairs = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, path + (key,))


def put(root, path, value):
    if not path:
        return value
    at = root
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return root


def swap_nodes(rng, root):
    spots = [spot for spot in places(root) if spot[0]]
    if not spots:
        return replace_node(rng, root)
    (one, x), (other, y) = rng.choice(spots), rng.choice(spots)
    if one != other[:len(one)] and other != one[:len(other)]:
        put(root, one, y)
        put(root, other, x)
    else:  # one holds the other: it becomes that
        put(root, min(one, other, key=len), y if len(one) < len(other) else x)
    return root


def replace_node(rng, root):
    path, _ = rng.choice(list(places(root)))
    return put(root, path, rng.choice([None, True, 0, -1, 1.5, "", "x", [], {}, [{}], {"$ref": "#"},
                                       {"type": "object"}, {"not": {}}, 10 ** 30, "object", "null"]))


def copy_node(rng, root):
    spots = list(places(root))
    path, _ = rng.choice(spots)
    return put(root, path, json.loads(json.dumps(rng.choice(spots)[1])))


def rename_member(rng, root):
    objects = [(path, value) for path, value in places(root) if isinstance(value, dict) and value]
    if not objects:
        return root
    path, value = rng.choice(objects)
    old = rng.choice(list(value))
    new = rng.choice([rng.choice(list(rng.choice(objects)[1])), "", old + "x", "$ref", "allOf",
                      "oneOf", "not", "if", "items", "enum", "const", "discriminator", "x-" + old])
    return put(root, path, {new if key == old else key: inner for key, inner in value.items()})


TREE_MUTATORS = [swap_nodes, swap_nodes, replace_node, copy_node, rename_member]


def mutate(rng, seeds):
    kind, text = rng.choice(seeds)
    if kind == "json" and rng.random() < 0.7:
        root = json.loads(text)
        for _ in range(rng.choice([1, 1, 2, 4])):
            root = rng.choice(TREE_MUTATORS)(rng, root)
        return kind, json.dumps(root).encode()
    for _ in range(rng.choice([1, 1, 2, 4])):
        if text:
            text = rng.choice(TEXT_MUTATORS)(rng, text)
    return kind, text


# ---- running ----

def run(command, **more):
    environment = {**os.environ, "ASAN_OPTIONS": f"exitcode={SANITIZED}:detect_leaks=1",
                   "UBSAN_OPTIONS": f"exitcode={SANITIZED}:halt_on_error=1", "NO_COLOR": "1"}
    limited = ["prlimit", f"--cpu={SECONDS}:{2 * SECONDS}", *command]
    done = subprocess.run(limited, capture_output=True, env=environment, timeout=10 * SECONDS,
                          stdin=subprocess.DEVNULL, check=False, **more)
    if done.returncode == -signal.SIGXCPU:
        raise subprocess.TimeoutExpired(command, SECONDS)
    return done


def judge(options, folder, kind, text):
    """What is wrong with what the generator makes of a mutant, or None."""
    spec = folder / f"mutant.{kind}"
    out = folder / "out"
    spec.write_bytes(text)
    try:
        made = run([options.openapi2c, "generate", spec.name, "-o", "out", "-p", "m"], cwd=folder)
    except subprocess.TimeoutExpired:
        return f"more than {SECONDS} s"
    said = made.stderr.decode("utf-8", "replace")
    if made.returncode not in (0, 1, 3) or COMPLAINT.search(said):
        return f"exit status {made.returncode}: {said[-2000:]}"
    if made.returncode:
        if out.exists() and any(out.iterdir()):
            return "files were written in spite of an error"
        return None if LOCATED.search(said) else f"no located error: {said[:2000]}"
    for source in sorted(out.glob("*.c")):
        try:
            compiled = run([*options.cc.split(), *(f"-I{path}" for path in options.include),
                            "-I", out, "-c", source, "-o", folder / "out.o"])
        except subprocess.TimeoutExpired:
            return f"{source.name} takes more than {SECONDS} s to compile"
        if compiled.returncode:
            return f"{source.name} does not compile: {compiled.stderr.decode()[:2000]}"
    return None


def one(options, seeds, number):
    rng = random.Random(f"{options.seed} {number}")
    kind, text = mutate(rng, seeds)
    with tempfile.TemporaryDirectory() as scratch:
        fault = judge(options, pathlib.Path(scratch), kind, text)
    if fault and options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{number}.{kind}").write_bytes(text)
    return number, fault


def load_seeds(options):
    seeds = []
    for spec in options.specs:
        seeds.append(("yaml", spec.read_bytes()))
        printed = run([options.openapi2c, "inspect", spec, "--stage=document"])
        if printed.returncode:
            sys.exit(f"{spec}: {printed.stderr.decode()}")
        seeds.append(("json", json.dumps(json.loads(printed.stdout), indent=1).encode()))
    return seeds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--openapi2c", required=True)
    parser.add_argument("--cc", required=True, help="with its flags")
    parser.add_argument("--include", required=True, action="append",
                        help="folder of the runtime's headers; may be given again")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", type=pathlib.Path, help="leave what fails in this folder")
    parser.add_argument("specs", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    options.openapi2c = shutil.which(options.openapi2c) or options.openapi2c
    options.openapi2c = str(pathlib.Path(options.openapi2c).resolve())
    seeds = load_seeds(options)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        work = [pool.submit(one, options, seeds, number) for number in range(options.count)]
        for future in work:
            number, fault = future.result()
            if fault:
                failed += 1
                print(f"mutant {number}: {fault}", flush=True)
    print(f"{options.count - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

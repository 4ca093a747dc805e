"""What a change of one schema compiles again.

    rebuild.py COMMAND SPEC.json WORK [--samples N] [--most CHANGED ADDED REMOVED]

Changes, adds and removes schemas of a spec in JSON, one at a time, generates each version and counts
the objects that a build would make anew: a .c file that changed, or that reaches a header which did.
Prints the counts, and the cost of including; fails if more than so many percent of the objects are
made anew on average. Removing takes most: whatever referred to the schema changes with it.
"""
import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys


def generate(command, spec, folder):
    path = folder.with_suffix(".json")
    path.write_text(json.dumps(spec))
    subprocess.run(["rm", "-rf", folder], check=True)
    done = subprocess.run([command, "generate", path, "-o", folder, "--prefix", "p", "--quiet"],
                          stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"generate ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return {f.name: f.read_text() for f in folder.iterdir() if f.suffix in (".c", ".h")}


def includes(text):
    return re.findall(r'^#include "(.*)"', text, re.M)


def reached(files, name, memo):
    """The headers that a file includes, and those that they include."""
    if name not in memo:
        memo[name] = set()
        for header in includes(files[name]):
            memo[name] |= {header} | reached(files, header, memo)
    return memo[name]


def objects(files):
    """Each .c file with what it is compiled from."""
    memo = {}
    return {name: {name} | reached(files, name, memo) for name in files if name.endswith(".c")}


def compiled_again(before, after):
    changed = {name for name in after if before.get(name) != after[name]}
    return sum(bool(parts & changed) for parts in objects(after).values()), changed


def schemas_of(spec):
    for at in (("components", "schemas"), ("definitions",), ("$defs",)):
        part = spec
        for name in at:
            part = part.get(name, {}) if isinstance(part, dict) else {}
        if part:
            return part, "#/" + "/".join(at)
    sys.exit("no schemas")


def references(node, found):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            found.append(node)
        for value in node.values():
            references(value, found)
    elif isinstance(node, list):
        for value in node:
            references(value, found)
    return found


def change(schemas, name, _):
    """One more member."""
    schema = schemas[name]
    if not isinstance(schema.get("properties"), dict):
        return False
    schema["properties"]["added_by_the_test"] = {"type": "string", "maxLength": 7}
    return True


def add(schemas, name, base):
    """A schema beside another, which refers to it and to a neighbour."""
    names = list(schemas)
    at = names.index(name)
    other = names[(at * 7 + 3) % len(names)]
    added = {"type": "object", "required": ["a"], "properties": {
        "a": {"$ref": f"{base}/{name}"}, "b": {"type": "array", "items": {"$ref": f"{base}/{other}"}},
        "c": {"type": "object", "properties": {"d": {"type": "integer"}, "e": {"type": "boolean"}}}}}
    items = list(schemas.items())
    schemas.clear()
    schemas.update(items[:at] + [("added-by-the-test", added)] + items[at:])
    return True


def remove(schemas, name, base, spec):
    """It, and what refers to it becomes a text."""
    del schemas[name]
    for node in references(spec, []):
        if node["$ref"] == f"{base}/{name}" or node["$ref"].startswith(f"{base}/{name}/"):
            node.clear()
            node["type"] = "string"
    return True


def measure(options, original, before, how):
    counts = []
    names = list(schemas_of(original)[0])
    step = max(1, len(names) // options.samples)
    names = names[step // 2 :: step][: options.samples]
    for name in names:
        spec = copy.deepcopy(original)
        schemas, base = schemas_of(spec)
        done = remove(schemas, name, base, spec) if how == "remove" else \
            {"change": change, "add": add}[how](schemas, name, base)
        if not done:
            continue
        after = generate(options.command, spec, options.work / "after")
        count, changed = compiled_again(before, after)
        counts.append((100 * count / len(objects(after)), len(changed), name))
    counts.sort()
    if options.verbose:
        print(*(f"    {c:.1f} % {n} files: {name}" for c, n, name in counts), sep="\n")
    mean = sum(c for c, _, _ in counts) / len(counts)
    print(f"{how}: {len(counts)} times: {mean:.1f} % of the objects are compiled again on average, "
          f"{counts[len(counts) // 2][0]:.1f} % in the median, {counts[-1][0]:.1f} % at most "
          f"({counts[-1][2]}); {sum(f for _, f, _ in counts) / len(counts):.1f} files change")
    return mean


def print_cost(files):
    parts = objects(files)
    headers = sum(len(text) for name, text in files.items() if name.endswith(".h"))
    sizes = [len(files[name]) for name in parts]
    reach = [sum(len(files[h]) for h in reached if h.endswith(".h")) for reached in parts.values()]
    print(f"{len(parts)} objects of {min(sizes) // 1000} to {max(sizes) // 1000} kB, "
          f"{sum(sizes) // len(sizes) // 1000} kB on average; each includes "
          f"{sum(len(p) - 1 for p in parts.values()) / len(parts):.1f} headers with "
          f"{sum(reach) / len(reach) / 1000:.0f} of {headers / 1000:.0f} kB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("spec", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--samples", type=int, default=10)
    parser.add_argument("--most", type=float, nargs=3, default=[100, 100, 100])
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    original = json.loads(options.spec.read_text())
    before = generate(options.command, original, options.work / "before")
    print_cost(before)
    again, changed = compiled_again(before, generate(options.command, original, options.work / "after"))
    if again or changed:
        sys.exit("the same spec does not give the same files")
    for how, most in zip(("change", "add", "remove"), options.most):
        if measure(options, original, before, how) > most:
            sys.exit(f"{how}: more than {most} %")


main()

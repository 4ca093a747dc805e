"""Generates every document of a corpus, compiles what comes out, and writes a table of it.

    run.py COMMAND CORPUS [--table FILE] [--only TEXT]... [--compile COMPILER]... [--keep DIR]

CORPUS/MANIFEST.md lists the entry documents: the rows of its tables that begin with the name of a file.
CORPUS/3gpp-rel17 is one library of all its files. COMPILER is tcc, gcc, clang or g++; tcc compiles,
the others check, with every warning as an error. Ends with 1 if a document does not generate, or
its code does not compile.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Documents that others refer to and that are not in the corpus: anything fits them here.
ABSENT = {"schemastore-package-json/package.json":
          ("https://www.schemastore.org", ["prettierrc.json", "quikrun.json"])}
WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split()
COMPILERS = {
    "tcc": ["tcc", "-std=c11", "-c"],
    "gcc": ["gcc", "-std=c11", "-Wstrict-prototypes", "-Wmissing-prototypes", "-fsyntax-only", *WARNINGS],
    "clang": ["clang", "-std=c11", "-fsyntax-only", *WARNINGS],
    "g++": ["g++", "-std=c++17", "-x", "c++", "-fsyntax-only", *WARNINGS],
}


def entries(corpus):
    """Names and files: (name, [files])."""
    found = []
    for line in (corpus / "MANIFEST.md").read_text().splitlines():
        cell = line.split("|")[1].strip() if line.startswith("|") else ""
        if cell and (corpus / cell).is_file():
            found.append((cell, [corpus / cell]))
    core = sorted((corpus / "3gpp-rel17").glob("**/*.yaml"))
    return found + ([(f"3gpp-rel17: {len(core)} documents", core)] if core else [])


def timed(arguments):
    """Status, standard error, seconds of the processor and the peak of memory in MB. By time(1), whose own memory is none."""
    done = subprocess.run(["/usr/bin/time", "-f", "%U %S %M", *map(str, arguments)], stderr=subprocess.PIPE,
                          text=True, errors="replace")
    lines = done.stderr.splitlines()
    user, system, kilobytes = lines[-1].split()
    return done.returncode, "\n".join(lines[:-1]), float(user) + float(system), int(kilobytes) / 1000


def stand_in(name, folder):
    """The options that answer for absent documents."""
    if name not in ABSENT:
        return []
    prefix, files = ABSENT[name]
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        (folder / file).write_text("{}")
    return ["--map", f"{prefix}={folder}"]


def printed(command, specs, *stage):
    done = subprocess.run([command, "inspect", *stage, *specs], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, errors="replace")
    return done.stdout.splitlines()


def facts(command, specs):
    row = {"schemas": len(printed(command, specs, "--stage=schema"))}
    model = printed(command, specs, "--stage=model")
    for how in ("proved", "ordered", "tried"):
        row[how] = sum(line.startswith(f"    {how} by ") for line in model)
    coverage = printed(command, specs, "--coverage")
    for kind in ("narrower", "weaker", "dynamic"):
        row[kind] = sum(f": {kind}: " in line for line in coverage)
    return row


def compile_one(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, errors="replace")
    return done.returncode, (done.stderr or done.stdout)[:1500]


def compile_all(compiler, folder, jobs):
    """Seconds of the processor, and what is wrong with the first file that is not compiled."""
    before = os.times()
    common = [f"-I{ROOT}/runtime/include", f"-I{ROOT}/runtime/pcre2/include", f"-I{folder}"]
    files = sorted(folder.glob("*.c"))
    work = [[*COMPILERS[compiler], *common, str(f)] +
            (["-o", str(f.with_suffix(".o"))] if "-c" in COMPILERS[compiler] else []) for f in files]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(compile_one, work))
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, next((text for status, text in results if status), None)


def run(options, name, specs, folder):
    more = stand_in(name, folder.with_suffix(".absent"))
    status, said, seconds, memory = timed(
        [options.command, "generate", *specs, "-o", folder, "--prefix", "t", *more])
    row = {"name": name, "status": status, "seconds": seconds, "memory": memory, "compile": {}, "wrong": []}
    types = re.search(r"^t: (\d+) types?", said, re.M)
    row["types"] = int(types[1]) if types else 0
    row["bytes"] = sum(f.stat().st_size for f in folder.glob("*.[ch]")) if folder.is_dir() else 0
    if status:
        errors = [line for line in said.splitlines() if ": error: " in line] or said.splitlines()[-3:]
        row["wrong"].append(f"generate ended with {status}: {' / '.join(errors[:3])}")
        return row
    row.update(facts(options.command, [*specs, *more]))
    for compiler in options.compile:
        row["compile"][compiler], wrong = compile_all(compiler, folder, options.jobs)
        if wrong:
            row["wrong"].append(f"{compiler}: {wrong}")
    return row


COLUMNS = [("schemas", "schemas"), ("types", "types"), ("proved", "proved"), ("ordered", "ordered"),
           ("tried", "tried"), ("narrower", "narrower"), ("weaker", "weaker"), ("dynamic", "dynamic")]


def table(rows, compilers):
    heads = ["document", *(head for _, head in COLUMNS), "s", "MB", "kB", *(f"{c} s" for c in compilers)]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" + " ---: |" * (len(heads) - 1)]
    for row in rows:
        cells = [row["name"]]
        if row["status"]:
            cells += [f"exit status {row['status']}"] + [""] * (len(heads) - 2)
        else:
            cells += [str(row[key]) for key, _ in COLUMNS]
            cells += [f"{row['seconds']:.2f}", f"{row['memory']:.0f}", f"{row['bytes'] / 1000:.0f}"]
            cells += [f"{row['compile'][c]:.1f}" for c in compilers]
        lines.append("| " + " | ".join(cells) + " |")
    good = [row for row in rows if not row["status"]]
    totals = [sum(row[key] for row in good) for key, _ in COLUMNS]
    cells = [f"all {len(rows)}", *map(str, totals), f"{sum(r['seconds'] for r in good):.1f}",
             f"{max((r['memory'] for r in good), default=0):.0f}", f"{sum(r['bytes'] for r in good) / 1000:.0f}"]
    cells += [f"{sum(r['compile'][c] for r in good):.0f}" for c in compilers]
    return "\n".join(lines + ["| " + " | ".join(f"**{c}**" for c in cells) + " |"]) + "\n"


TEXT = """# The corpus

What becomes of public documents. Written by

    tests/corpus/run.py build/openapi2c CORPUS --table docs/corpus.md --compile gcc --compile clang --compile g++

Unions are *proved* where what decides cannot be wrong, *ordered* where something suggests a branch and others are
tried if it does not fit, *tried* where the document's order is all there is. Schemas are kept exactly but for those
counted as *narrower* (a limit of ours), *weaker* than the spec or *dynamic*: `openapi2c inspect --coverage` lists them
with the reason. Then: seconds of processor time and peak memory of `generate`, size of what it writes, and for each compiler the seconds
of processor time: tcc compiles, the others check with every warning as an error. Of `schemastore-package-json` two
documents on the network are replaced by `{}`.

"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--table", type=pathlib.Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--compile", action="append", default=[], choices=COMPILERS)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.command = options.command.resolve()
    work = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="openapi2c-corpus-"))
    rows = []
    for name, specs in entries(options.corpus.resolve()):
        if options.only and not any(text in name for text in options.only):
            continue
        folder = work / re.sub(r"[^A-Za-z0-9]+", "-", name)
        row = run(options, name, specs, folder)
        rows.append(row)
        print(f"{name}: {row['types']} types, {row['seconds']:.2f} s, {row['memory']:.0f} MB", flush=True)
        for wrong in row["wrong"]:
            print(f"  WRONG: {wrong}", flush=True)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if options.table:
        options.table.write_text(TEXT + table(rows, options.compile))
    wrong = sum(bool(row["wrong"]) for row in rows)
    print(f"{len(rows)} documents, {wrong} wrong")
    sys.exit(1 if wrong or not rows else 0)


main()

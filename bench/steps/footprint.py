"""Size: of the emitted code, of a program that links all of it, and of generating and compiling it."""
import glob
import os
import re
import statistics
import subprocess

from steps.build import generator_of
from steps.speed import call

WRITABLE = (".data", ".bss", ".tdata", ".tbss", ".init_array", ".fini_array", ".ctors", ".dtors")
ADDRESS = re.compile(r"^(\.\S+)\s+(\d+)\s+\d+$")
SYMBOL = re.compile(r"^[0-9a-f]+ ([0-9a-f]+) [tT] (\w+)$")
SEEDS = ("atproto-models.yaml", "atproto-models.json", "atproto-models.schema.json")
RUNS = 51


def sections(library):
    """The sizes of an archive's sections by name, summed over its objects."""
    sizes = {}
    for line in call(["size", "-A", library]).splitlines():
        found = ADDRESS.match(line)
        if found:
            sizes[found.group(1)] = sizes.get(found.group(1), 0) + int(found.group(2))
    return sizes


def forbidden(sizes):
    """What emitted code must not have: writable data, constructors, relocations in data."""
    return {name: size for name, size in sizes.items()
            if size and (name.startswith(WRITABLE) or name.startswith(".data.rel"))}


def functions(library):
    """Bytes of code that reads, that writes, and of all else."""
    totals = {"read": 0, "write": 0, "other": 0}
    for line in call(["nm", "-S", "--defined-only", library]).splitlines():
        found = SYMBOL.match(line)
        if not found:
            continue
        size, name = int(found.group(1), 16), found.group(2)
        if re.search(r"_(read|read_branch)$", name):
            totals["read"] += size
        elif re.search(r"_(write|write_tagged)$", name):
            totals["write"] += size
        else:
            totals["other"] += size
    return totals


def count_types(folder):
    """Types with functions of their own, and members of structs, in the emitted sources."""
    types = fields = 0
    for path in glob.glob(os.path.join(folder, "*.c")):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        types += len(re.findall(r"^bool \w+_read\(", text, re.M))
        fields += len(re.findall(r"^ +o2c_struct_past\(", text, re.M))
    return types, fields


def resident(where):
    """Medians over many runs, in turns: (RSS, peak, malloc'ed bytes) of both programs."""
    programs = {name: os.path.join(where, name) for name in ("resident-empty", "resident-all")}
    seen = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, path in programs.items():
            seen[name].append([int(n) for n in call([path]).split()])
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}


def timed(measure, command, runs=1):
    """Best wall time in seconds and largest peak in KiB of a command that may warn."""
    times, peaks = [], []
    for _ in range(runs):
        done = subprocess.run([measure] + command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, check=True)
        wall, peak = done.stdout.splitlines()[-1].split()
        times.append(float(wall))
        peaks.append(int(peak))
    return min(times), max(peaks)


def generation(where, shared, scratch):
    """(file, seconds, peak KiB, KiB of output) for each seed file, from nothing to files on disk."""
    rows = []
    for number, name in enumerate(SEEDS):
        out = os.path.join(scratch, "generated-%d" % number)
        path = os.path.join(shared, "seed", name)
        if not os.path.exists(path):
            continue
        for old in glob.glob(os.path.join(out, "*")):
            os.unlink(old)
        command = [generator_of(where), "generate", path, "-o", out, "--prefix", "bsky"]
        seconds, peak = timed(os.path.join(where, "measure"), command, runs=5)
        size = sum(os.path.getsize(f) for f in glob.glob(os.path.join(out, "*.[ch]")))
        rows.append((name, seconds, peak, size // 1024))
    return rows


def compilation(where, compiler, include):
    """(level, seconds, seconds of the longest file, peak KiB) to compile all emitted sources."""
    rows = []
    sources = sorted(glob.glob(os.path.join(where, "bsky", "*.c")))
    for level in ("-O0", "-O2"):
        costs = [timed(os.path.join(where, "measure"),
                       [compiler, "-std=c11", level, "-I", include, "-c", source, "-o", os.devnull])
                 for source in sources]
        rows.append((level, sum(c[0] for c in costs), max(c[0] for c in costs),
                     max(c[1] for c in costs)))
    return rows

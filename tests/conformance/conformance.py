"""The JSON Schema Test Suite by generated decoders: each group of each draft is generated, compiled and
run, every test through decode and through validate.

    conformance.py --openapi2c COMMAND --source DIR --suite DIR [--draft NAME]... [--optional]
                   [--cc COMMAND] [--cflags FLAGS] [--only TEXT]... [--table FILE]
                   [--work DIR] [--verbose]

Prints a line for each test that does not do what the suite says (with --verbose, for each test), then
a line for each draft. Exit status 1 if a required test fails, or an optional one for no known reason.
What docs/conformance.md says is written by

    tests/conformance/conformance.py --openapi2c build/openapi2c --source . \\
        --suite ../shared/suites/json-schema --optional --table docs/conformance.md
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

DRAFTS = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"]
CHUNK = 100  # groups that are compiled into one program

# Why optional tests fail that do: the start of the file's name, and the reason.
REASONS = {
    "optional/content": "`contentEncoding` and `contentMediaType` are annotations, as 2019-09 and later say",
    "optional/zeroTerminatedFloats": "`1.0` is an integer in every dialect, as draft 6 and later say",
    "optional/dynamicRef": "a resource that a JSON Pointer leads through counts as one that was entered",
    "optional/cross-draft": "a reference to a schema of another draft is read by that draft's own rules",
    "optional/format/": "the format's checker is stricter or more lenient here, see its documentation",
}


class Number(str):
    """A number as it is spelt."""


def dump(value):
    """JSON text; numbers as they were."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + dump(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(dump(v) for v in value) + "]"
    return json.dumps(value)


def load(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text, parse_float=Number, parse_int=Number)


class Group:
    def __init__(self, draft, file, required, group, number):
        self.draft, self.file, self.required = draft, file, required
        self.description, self.schema, self.tests = group["description"], group["schema"], group["tests"]
        self.prefix = "g%d" % number
        self.root = None
        self.problem = None
        self.results = {}

    def lines(self):
        """What went wrong: (test, text) pairs; all tests with their verdicts."""
        for number, test in enumerate(self.tests):
            wanted = "1" if test["valid"] else "0"
            found = self.results.get(number)
            if self.problem:
                yield test, False, self.problem
            elif found == wanted * 2:
                yield test, True, ""
            elif found is None:
                yield test, False, "no answer"
            else:
                yield test, False, "decode %s, validate %s" % tuple(
                    "takes it" if c == "1" else "refuses it" for c in found)


def groups_of(suite, draft, optional, only):
    found = []
    folder = suite / "tests" / draft
    files = sorted(folder.glob("*.json"))
    if optional:
        files += sorted((folder / "optional").rglob("*.json"))
    for path in files:
        name = str(path.relative_to(folder))[:-5]
        if only and not any(text in name for text in only):
            continue
        for group in load(path):
            found.append(Group(draft, name, path.parent == folder, group, len(found)))
    return found


def generate(options, group, out):
    """Generates the group's decoder; sets its root or its problem."""
    spec = out / (group.prefix + ".json")
    spec.write_text(dump(group.schema), encoding="utf-8")
    common = ["--prefix", group.prefix, "--exact", "--dialect", group.draft,
              "--map", "http://localhost:1234=" + str(options.suite / "remotes")]
    if "optional/format" in group.file or group.file == "optional/ecmascript-regex":
        common.append("--formats=assert")
    run = subprocess.run([options.openapi2c, "generate", str(spec), "-o", str(out), "-q"] + common,
                         capture_output=True, text=True)
    if run.returncode:
        errors = [line for line in run.stderr.splitlines() if "error" in line]
        group.problem = "generate: " + (errors or run.stderr.splitlines() or ["status %d" % run.returncode])[0]
        return
    run = subprocess.run([options.openapi2c, "inspect", str(spec), "--stage=layout"] + common,
                         capture_output=True, text=True)
    title = group.schema.get("title", group.prefix) if isinstance(group.schema, dict) else group.prefix
    for line in run.stdout.splitlines():
        if line.startswith("root %s = " % title):
            group.root = line.rsplit(" ", 1)[1]
    if not group.root:
        group.problem = "no root type"


DRIVER = """
static void run_%(prefix)s(const char *text, size_t length)
{
    o2c_arena arena = O2C_ARENA_INIT;
    %(root)s value;
    o2c_error error, errors[4];
    int decoded = %(root)s_decode(&arena, text, length, &value, &error);
    o2c_arena_reset(&arena);
    int validated = %(root)s_validate(&arena, text, length, errors, 4) == 0;
    o2c_arena_deinit(&arena);
    printf("%%d%%d %%s\\n", decoded, validated, decoded ? "" : error.message);
}
"""

MAIN = """
int main(void)
{
    static char line[1 << 20];
    while (fgets(line, sizeof line, stdin)) {
        char *text = strchr(line, ' ') + 1;
        char *end = strchr(text, '\\n');
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char *copy = malloc(length ? length : 1); /* so that sanitizers see what is read behind it */
        memcpy(copy, text, length);
        switch (atoi(line)) {
%s
        default: return 1;
        }
        free(copy);
    }
    return 0;
}
"""


def write_driver(groups, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write("#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n")
        for group in groups:
            out.write('#include "%s.h"\n' % group.prefix)
        for group in groups:
            out.write(DRIVER % vars(group))
        cases = "\n".join("        case %d: run_%s(copy, length); break;" % (i, g.prefix)
                          for i, g in enumerate(groups))
        out.write(MAIN % cases)


def run_chunk(options, groups, out):
    """Compiles and runs some groups; sets their results."""
    driver, program = out / ("%s_main.c" % groups[0].prefix), out / ("%s_main" % groups[0].prefix)
    write_driver(groups, driver)
    sources = [str(driver)]
    for group in groups:
        sources += sorted(str(p) for p in out.glob(group.prefix + "_*.c") if p != driver)
    runtime = sorted(str(p) for p in (options.source / "runtime" / "src").glob("*.c"))
    command = options.cc.split() + ["-std=c11"] + options.cflags.split()
    command += ["-I" + str(options.source / "runtime" / "include"),
                "-I" + str(options.source / "runtime" / "src"), "-I" + str(out)]
    libraries = []
    if any("o2c/pcre2.h" in pathlib.Path(p).read_text(encoding="utf-8") for p in sources):
        command.append("-I" + str(options.source / "runtime" / "pcre2" / "include"))
        runtime.append(str(options.source / "runtime" / "pcre2" / "src" / "pcre2.c"))
        libraries.append("-lpcre2-8")
    build = subprocess.run(command + sources + runtime + libraries + ["-o", str(program)],
                           capture_output=True, text=True)
    if build.returncode:
        if len(groups) == 1:
            groups[0].problem = "compile: " + (build.stderr.splitlines() or ["?"])[0]
            return
        for group in groups:
            run_chunk(options, [group], out)
        return
    lines, order = [], []
    for i, group in enumerate(groups):
        for number, test in enumerate(group.tests):
            lines.append("%d %s\n" % (i, dump(test["data"])))
            order.append((group, number))
    run = subprocess.run([str(program)], input="".join(lines), capture_output=True, text=True, errors="replace")
    for (group, number), answer in zip(order, run.stdout.splitlines()):
        group.results[number] = answer[:2]
        group.tests[number]["message"] = answer[3:]
    if run.returncode:
        sys.stderr.write(run.stderr[-4000:])
        print("the program of %s ends with status %d" % (groups[0].file, run.returncode))


def run_draft(options, draft, work):
    groups = groups_of(options.suite, draft, options.optional, options.only)
    out = work / draft
    out.mkdir(parents=True, exist_ok=True)
    for group in groups:
        generate(options, group, out)
    fine = [g for g in groups if not g.problem]
    for at in range(0, len(fine), CHUNK):
        run_chunk(options, fine[at:at + CHUNK], out)
    return groups


def reason_of(group):
    for start, reason in REASONS.items():
        if group.file.startswith(start):
            return reason
    return None


def report(options, draft, groups):
    """Prints what the draft's tests did. Returns passed and failed, of required and optional ones, and the
    failures: (file, description, reason) or None."""
    counts = {True: [0, 0], False: [0, 0], "failures": []}
    for group in groups:
        for test, passed, why in group.lines():
            counts[group.required][0 if passed else 1] += 1
            if not passed:
                counts["failures"].append((group.file, group.description + ": " + test["description"],
                                           None if group.required else reason_of(group)))
            if not passed or options.verbose:
                print("%s %s: %s: %s: %s%s" % (draft, group.file, group.description, test["description"],
                                               why or "as it should",
                                               " (%s)" % test["message"] if test.get("message") and why else ""))
    return counts


ABOUT = """# Conformance

What generated decoders do with the
[JSON Schema Test Suite](https://github.com/json-schema-org/JSON-Schema-Test-Suite): a decoder is generated for
each group with `--exact` (and `--formats=assert` where the suite asserts formats), compiled, and given each instance
twice, through `_decode` and through `_validate`; both must say what the suite says. Written by
`tests/conformance/conformance.py --table`, see there.
"""


def write_table(path, totals):
    rows = [ABOUT, "| draft | required tests | optional tests |", "| --- | --- | --- |"]
    for draft, counts in totals.items():
        cells = ["%d of %d" % (passed, passed + failed) for passed, failed in (counts[True], counts[False])]
        rows.append("| %s | %s | %s |" % (draft, cells[0], cells[1]))
    failures = {}
    for draft, counts in totals.items():
        for file, description, reason in counts["failures"]:
            failures.setdefault((file, description, reason or "not known"), []).append(draft)
    if failures:
        rows += ["", "Those that fail:", "", "| test | drafts | why |", "| --- | --- | --- |"]
    for (file, description, reason), drafts in sorted(failures.items()):
        rows.append("| `%s`: %s | %s | %s |" % (file, description.replace("|", "\\|"), ", ".join(drafts), reason))
    pathlib.Path(path).write_text("\n".join(rows) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--openapi2c", required=True)
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--suite", type=pathlib.Path, required=True)
    parser.add_argument("--draft", action="append")
    parser.add_argument("--optional", action="store_true")
    parser.add_argument("--cc", default="tcc")
    parser.add_argument("--cflags", default="")
    parser.add_argument("--only", action="append")
    parser.add_argument("--table")
    parser.add_argument("--work")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.work or temporary)
        totals, failed = {}, 0
        for draft in options.draft or DRAFTS:
            totals[draft] = report(options, draft, run_draft(options, draft, work))
            required, optional = totals[draft][True], totals[draft][False]
            print("%s: required %d of %d, optional %d of %d" % (
                draft, required[0], sum(required), optional[0], sum(optional)))
            failed += required[1] + sum(reason is None for _, _, reason in totals[draft]["failures"])
        if options.table:
            write_table(options.table, totals)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Picks valid cases for the types of an emitted library.

    allocation_cases.py CASES.jsonl HEADERS PREFIX OUT

Writes OUT/cases (name, blank, compact document, one a line) and OUT/types.inc, which finds a name's root.
"""
import glob
import json
import os
import re
import sys

TYPE = re.compile(r"\* #/components/schemas/(\w+)\n(?: \*.*\n)* \*/\n(?:typedef )?(?:struct|union) (\w+)")


def main(cases, headers, prefix, out):
    types = {}
    for path in sorted(glob.glob(os.path.join(headers, "*.h"))):
        with open(path, encoding="utf-8") as f:
            for schema, name in TYPE.findall(f.read()):
                types.setdefault(schema, name)
    used = set()
    with open(cases, encoding="utf-8") as f, open(os.path.join(out, "cases"), "w", encoding="utf-8") as to:
        for line in f:
            case = json.loads(line)
            if case["valid"] and case["schema"] in types and case["note"] in ("full", "null", "extra"):
                used.add(case["schema"])
                document = json.dumps(case["doc"], ensure_ascii=False, separators=(",", ":"))
                to.write("%s %s\n" % (case["schema"], document))
    with open(os.path.join(out, "types.inc"), "w", encoding="utf-8") as f:
        for schema in sorted(used):
            f.write('#define ROOT %s\n#include "root.h"\n#undef ROOT\n' % types[schema])
        f.write("\nstatic const root *type_of(const char *name)\n{\n")
        for schema in sorted(used):
            f.write('    if (strcmp(name, "%s") == 0)\n        return &%s_root;\n' % (schema, types[schema]))
        f.write('    REQUIRE(false, "no type %s", name);\n    return NULL;\n}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])

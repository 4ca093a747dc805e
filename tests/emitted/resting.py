#!/usr/bin/env python3
"""Writes a C file that refers to every _decode, _encode, _validate and _check of some headers.

    resting.py HEADERS OUT.c

call(n) does all four with type n; prints the number of types.
"""
import glob
import os
import re
import sys


def main(folder, out):
    names = []
    headers = sorted(glob.glob(os.path.join(folder, "*_types_*.h")))
    for header in headers:
        with open(header, encoding="utf-8") as f:
            names += re.findall(r"O2C_NODISCARD bool (\w+)_decode\(", f.read())
    with open(out, "w", encoding="utf-8") as f:
        f.writelines('#include "%s"\n' % os.path.basename(h) for h in headers)
        f.write("\nint call(int number);\n\nint call(int number)\n{\n    o2c_arena arena = O2C_ARENA_INIT;\n"
                "    size_t length = 0;\n    size_t found = 0;\n    switch (number) {\n")
        for i, name in enumerate(names):
            f.write("    case %d: {\n        %s out;\n" % (i, name))
            f.write('        found += %s_decode(&arena, "[{}]", 4, &out, NULL);\n' % name)
            f.write('        found += %s_encode(&arena, &out, &length, NULL) != NULL;\n' % name)
            f.write('        found += %s_validate(&arena, "{}", 2, NULL, 0);\n' % name)
            f.write('        found += %s_check(&arena, &out, NULL);\n        break;\n    }\n' % name)
        f.write("    default: break;\n    }\n    o2c_arena_deinit(&arena);\n    return (int)found;\n}\n")
    print(len(names))


if __name__ == "__main__":
    main(*sys.argv[1:])

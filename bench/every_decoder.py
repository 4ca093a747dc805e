#!/usr/bin/env python3
"""Writes a C file that refers to every decoder of the headers in a folder.

    every_decoder.py HEADERS OUT.c

decode_number(n) decodes {} with the n-th one, so that the linker must keep them all.
"""
import os
import re
import sys


def main(folder, out):
    names = []
    headers = sorted(n for n in os.listdir(folder) if n.endswith(".h"))
    for header in headers:
        with open(os.path.join(folder, header), encoding="utf-8") as f:
            names += re.findall(r"O2C_NODISCARD bool (\w+)_decode\(", f.read())
    with open(out, "w", encoding="utf-8") as f:
        f.writelines('#include "%s"\n' % h for h in headers)
        f.write("\nint decode_number(int number);\n\nint decode_number(int number)\n{\n")
        f.write("    o2c_arena arena = O2C_ARENA_INIT;\n    bool ok = false;\n    switch (number) {\n")
        for i, name in enumerate(names):
            f.write("    case %d: {\n        %s out;\n" % (i, name))
            f.write('        ok = %s_decode(&arena, "{}", 2, &out, NULL);\n' % name)
            f.write("        break;\n    }\n")
        f.write("    default: break;\n    }\n    o2c_arena_deinit(&arena);\n    return ok;\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

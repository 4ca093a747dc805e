#!/usr/bin/env python3
"""Writes a C file with a table of roots, one for every type of some headers: all_types.py HEADERS OUT."""
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
        for name in names:
            f.write('#define ROOT %s\n#include "root.h"\n#undef ROOT\n' % name)
            f.write("static void %s_any_init(void *out) { %s_init(out); }\n" % (name, name))
        f.write("\nstatic const struct {\n    const char *name;\n    const root *type;\n"
                "    void (*init)(void *out);\n} types[] = {\n")
        f.writelines('    {"%s", &%s_root, %s_any_init},\n' % (name, name, name) for name in names)
        f.write("};\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

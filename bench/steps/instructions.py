"""Instructions a byte by callgrind: the same on every machine of a kind, so a gate for regressions."""
import os
import re
import subprocess

from steps.build import stop

# (document, action, library, at most): the goals are those of the prototype with some room.
COUNTS = (("timeline_100k", "decode", "ours_views", 2.6), ("timeline_100k", "decode", "ours", 2.9),
          ("timeline_100k_taglast", "decode", "ours_views", 4.6),
          ("timeline_100k_pretty", "decode", "ours_views", 3.3),
          ("timeline_100k", "encode", "ours", 2.0), ("timeline_100k", "decode", "simdjson", None),
          ("timeline_100k", "encode", "rapidjson", None))
FEW, MANY = 3, 13


def count(driver, library, action, path, times):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + os.devnull, driver, library,
               action + "-times", path, str(times)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        stop("valgrind failed: " + " ".join(command))
    return int(found.group(1))


def per_byte(driver, paths):
    """(document, action, library, instructions a byte of the document, goal or None)."""
    rows = []
    for name, action, library, goal in COUNTS:
        path = paths[name]
        more = count(driver, library, action, path, MANY) - count(driver, library, action, path, FEW)
        rows.append((name, action, library, more / (MANY - FEW) / os.path.getsize(path), goal))
    return rows

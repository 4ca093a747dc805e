"""Writes the first groups of a file of the suite for `openapi2c try`: cases.py FILE DIR COUNT.

Group i becomes DIR/i.json, its schema, and DIR/i.jsonl, its tests as cases.
"""

import json
import sys

for number, group in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))[:int(sys.argv[3])]):
    stem = "%s/%d" % (sys.argv[2], number)
    with open(stem + ".json", "w", encoding="utf-8") as out:
        json.dump(group["schema"], out)
    with open(stem + ".jsonl", "w", encoding="utf-8") as out:
        for test in group["tests"]:
            out.write(json.dumps({"schema": "", "valid": test["valid"], "doc": test["data"]}) + "\n")

#!/usr/bin/env python3
"""Writes plugin/model/regex_category.inc: where the general category changes, by Python's own tables.

    plugin/tools/make_categories.py > plugin/model/regex_category.inc

An entry is 32 * (code point) + the category's number in the order of CATEGORIES.
"""
import sys
import unicodedata

CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp "
              "Cc Cf Cs Co Cn").split()

changes = []
last = None
for rune in range(sys.maxunicode + 1):
    number = CATEGORIES.index(unicodedata.category(chr(rune)))
    if number != last:
        changes.append(32 * rune + number)
        last = number
print("/* Unicode %s. Made by plugin/tools/make_categories.py. */" % unicodedata.unidata_version)
line = ""
for change in changes:
    item = "0x%x," % change
    if len(line) + len(item) > 100:
        print(line)
        line = ""
    line += item
print(line)

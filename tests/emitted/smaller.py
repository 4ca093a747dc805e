#!/usr/bin/env python3
"""Adds documents to those of the benchmark: small ones, and chains of replies of several depths.

    smaller.py FOLDER_OF_GEN_DOCS OUT

timeline_small*.json: the first items of the timelines of 100 kB, in every layout;
thread_small.json: a chain of three; timeline_escapes.json: little but
escapes; chain_N.json, chain_N_taglast.json: chains of N posts of one size.
"""
import json
import os
import sys


def write(out, name, document, **options):
    options.setdefault("separators", (",", ":"))
    options.setdefault("ensure_ascii", False)
    with open(os.path.join(out, name), "w", encoding="utf-8") as f:
        json.dump(document, f, **options)


def small_timelines(out):
    options = {"": {}, "_taglast": {}, "_shuffled": {}, "_sorted": {}, "_ascii": {"ensure_ascii": True},
               "_pretty": {"indent": 2, "separators": None}}
    for layout, how in options.items():
        with open(os.path.join(out, "timeline_100k%s.json" % layout), encoding="utf-8") as f:
            document = json.load(f)
        document["feed"] = document["feed"][:3]
        write(out, "timeline_small%s.json" % layout, document, **how)


def chain(post, depth):
    """Not gen_docs' own: each level is the same post, so that work can be compared."""
    node = None
    for _ in range(depth):
        node = {"$type": "app.bsky.feed.defs#threadViewPost", "post": post,
                "replies": [] if node is None else [node]}
    return {"thread": node}


def escapes():
    """One long string of surrogate pairs, at all distances from each other."""
    return {"feed": [], "cursor": "".join("-" * (n % 23) + "\U0001f98b" for n in range(60))}


def main(bench, out):
    sys.path.insert(0, bench)
    import gen_docs
    small_timelines(out)
    post = gen_docs.Gen(7).post()
    write(out, "thread_small.json", chain(post, 3))
    write(out, "timeline_escapes.json", escapes(), ensure_ascii=True)
    for depth in (100, 200, 400):
        document = chain(post, depth)
        write(out, "chain_%d.json" % depth, document)
        write(out, "chain_%d_taglast.json" % depth, gen_docs.taglast(document))


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    sys.dont_write_bytecode = True
    main(*sys.argv[1:])

"""Documents and programs: what has to be there before anything can be measured."""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(HERE)

# Everything, peers included, is built with the flags of its flavour. "native" is the best case of all
# libraries (simdjson's On Demand chooses its code when it is compiled), "portable" is what a
# distribution builds.
FLAVOURS = {"native": "-O3 -march=native -DNDEBUG", "portable": "-O2 -DNDEBUG"}


def stop(message):
    sys.exit("bench/run: " + message)


def run(command, **options):
    """Runs a command that must succeed; what it says is shown only if it does not."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **options)
    if done.returncode:
        sys.stderr.write(done.stdout[-8000:])
        stop("this failed: " + " ".join(command))
    return done.stdout


def seed_file(shared, name):
    path = os.path.join(shared, "seed", name)
    if not os.path.exists(path):
        stop("%s is not there.\nThe models and the script that makes the documents are shared data "
             "outside of this repository:\nsay --shared DIR, or set OPENAPI2C_SHARED." % path)
    return path


def make_documents(shared, folder):
    """Makes the documents once; they are the same every time."""
    script = os.path.join(shared, "bench", "gen_docs.py")
    if not os.path.exists(os.path.join(folder, "timeline_10m.json")):
        if not os.path.exists(script):
            stop("%s is not there: say --shared DIR (or set OPENAPI2C_SHARED), or give a folder of "
                 "documents with --docs DIR." % script)
        run([sys.executable, script, folder])


def deepen(docs, folder, times):
    """
    Makes thread_deep_xN.json and its tag-last twin: the chain of replies N times below itself.
    The tag's place stays as it was, since dicts keep their order.
    """
    sys.setrecursionlimit(100_000)
    for twin in ("", "_taglast"):
        out = os.path.join(folder, "thread_deep_x%d%s.json" % (times, twin))
        if os.path.exists(out):
            continue
        with open(os.path.join(docs, "thread_deep%s.json" % twin), encoding="utf-8") as f:
            text = f.read()
        whole = json.loads(text)
        for _ in range(times - 1):
            lowest = whole["thread"]
            while lowest["replies"]:
                lowest = lowest["replies"][0]
            lowest["replies"] = [json.loads(text)["thread"]]
        os.makedirs(folder, exist_ok=True)
        with open(out, "w", encoding="utf-8") as f:
            json.dump(whole, f, ensure_ascii=False, separators=(",", ":"))


def build(flavour, folder, seed, compilers):
    """Builds the generator, the libraries and the driver with a flavour's flags."""
    where = os.path.join(folder, flavour)
    flags = FLAVOURS[flavour]
    run(["cmake", "-S", HERE, "-B", where, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
         "-DCMAKE_C_COMPILER=" + compilers[0], "-DCMAKE_CXX_COMPILER=" + compilers[1],
         "-DCMAKE_C_FLAGS=" + flags, "-DCMAKE_CXX_FLAGS=" + flags, "-DSEED=" + seed])
    run(["cmake", "--build", where])
    return where


def generator_of(where):
    return os.path.join(where, "openapi2c", "openapi2c")


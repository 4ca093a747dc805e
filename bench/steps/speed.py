"""
Speed: every (flavour, library, action, document) is one process a round, all of them interleaved,
the order reversed every other round. A neighbour on the machine then slows both sides of a ratio.
"""
import os
import statistics
import subprocess
import sys

from steps.build import stop

TIMELINES = ["timeline_%s%s" % (size, shape) for size in ("10m", "100k")
             for shape in ("", "_taglast", "_pretty", "_ascii", "_sorted", "_shuffled")]
THREADS = ["thread_2m", "thread_deep", "thread_deep_taglast"]
NUMBERS = ["numbers_10m", "numbers_1m", "numbers_short_1m", "ints_1m"]
DEPTHS = ["thread_deep_x%d%s" % (n, twin) for n in (2, 4) for twin in ("", "_taglast")]
QUICK = ["timeline_10m", "timeline_10m_taglast", "thread_deep", "thread_deep_taglast", "numbers_1m"]

DECODERS = ["ours", "ours_views", "simdjson", "simdjson_copied", "cjson", "rapidjson"]
ENCODERS = ["ours", "rapidjson", "rapidjson_checked"]
ENCODED = ["timeline_10m", "timeline_100k", "numbers_1m", "ints_1m"]

# cJSON reads every number as a double, so integers beyond 2^53 come out rounded.
DIFFERS = {("cjson", "ints_1m")}


class Job:
    """One thing to measure, and what every round has said: best and median ns, and bytes."""

    def __init__(self, flavour, library, action, name):
        self.key = (flavour, library, action, name)
        self.best, self.median, self.bytes = [], [], 0

    def run(self, driver, path, seconds):
        _, library, action, _ = self.key
        line = call([driver, library, action, path, str(seconds)])
        best, median, size, _ = line.split()
        self.best.append(float(best))
        self.median.append(float(median))
        self.bytes = int(size)

    def rate(self):
        """MB/s: of the best round, and of the median round."""
        return (1000 * self.bytes / min(self.best),
                1000 * self.bytes / statistics.median(self.median))


def call(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        stop("this failed: " + " ".join(command))
    return done.stdout


def jobs_for(names, flavours):
    """All jobs; the second flavour measures timeline_10m alone."""
    jobs = []
    for flavour in flavours:
        for name in names:
            if flavour != flavours[0] and name != "timeline_10m":
                continue
            libraries = ["ours"] if name in DEPTHS else DECODERS
            jobs += [Job(flavour, library, "decode", name) for library in libraries]
            if name in ENCODED:
                jobs += [Job(flavour, library, "encode", name) for library in ENCODERS]
    return {job.key: job for job in jobs}


def measure(jobs, drivers, paths, rounds, seconds):
    """Runs all jobs `rounds` times."""
    for number in range(rounds):
        order = list(jobs.values())
        if number % 2:
            order.reverse()
        for job in order:
            flavour, _, _, name = job.key
            job.run(drivers[flavour], paths[name], seconds)
        sys.stderr.write("round %d of %d\n" % (number + 1, rounds))


def verify(driver, paths, names):
    """Compares the checksums over the decoded trees. Returns a line for each document."""
    lines = []
    for name in names:
        libraries = ["ours"] if name in DEPTHS else DECODERS
        sums = {lib: call([driver, lib, "check", paths[name]]).strip() for lib in libraries}
        wrong = [lib for lib in libraries if sums[lib] != sums["ours"]]
        if name in ENCODED:
            wrong += [lib for lib in ENCODERS
                      if call([driver, lib, "check-encode", paths[name]]).strip() != sums["ours"]]
        for lib in wrong:
            if (lib, name) not in DIFFERS:
                stop("%s decodes or encodes %s differently" % (lib, os.path.basename(paths[name])))
        note = " (but %s, as expected)" % ", ".join(wrong) if wrong else ""
        lines.append("%-24s %s%s" % (name, sums["ours"], note))
    return lines


def ratio(slow, fast):
    """
    How many times `fast` is faster: the median over the rounds of the two bests of that round, and the
    ratio of the bests of all rounds.
    """
    pairs = [a / b for a, b in zip(slow.best, fast.best)]
    return statistics.median(pairs), min(slow.best) / min(fast.best)

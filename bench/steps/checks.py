"""
What checks cost: hostile schemas and documents at n and 2n, and the timeline with and without its checks.
"""
import json
import os
import statistics
import sys

from steps import hostile, twins
from steps.build import FLAVOURS, HERE, run, seed_file, stop
from steps.speed import call

TIMELINE = "lib_app_bsky_feed_get_timeline_response"
GROWTH = 2.5
"""Sorting is n log n, and twice as much may leave a cache; what is quadratic has 4."""
MORE_ROUNDS = 20
"""Of a case that has missed its goal: a neighbour on the machine may be why."""


def text_of(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def save(path, text):
    """Leaves a file alone that is the same already, so that nothing is generated and compiled again."""
    if not os.path.exists(path) or text_of(path) != text:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


def prepare(folder, shared):
    """Writes specs and documents into the folder. Returns the hostile cases."""
    os.makedirs(folder, exist_ok=True)
    cases = hostile.cases()
    save(os.path.join(folder, "hostile.json"), json.dumps(hostile.schema(cases)))
    save(os.path.join(folder, "hostile.inc"), "".join("TYPE(lib_%s)\n" % c.name for c in cases))
    for case in cases:
        case.write(folder)
    models = json.loads(text_of(seed_file(shared, "atproto-models.json")))
    for name, spec in twins.specs(models):
        save(os.path.join(folder, name + ".json"), json.dumps(spec))
        save(os.path.join(folder, name + ".inc"), "TYPE(%s)\n" % TIMELINE)
    return cases


def build(folder, specs, compilers):
    """Builds the programs, one for each spec, as a distribution would."""
    flags = FLAVOURS["portable"]
    run(["cmake", "-S", os.path.join(HERE, "checks"), "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
         "-DCMAKE_C_COMPILER=" + compilers[0], "-DCMAKE_CXX_COMPILER=" + compilers[1],
         "-DCMAKE_C_FLAGS=" + flags, "-DCMAKE_CXX_FLAGS=" + flags, "-DSPECS=" + specs])
    run(["cmake", "--build", folder])


class Cost:
    """Of reading one document, in ns: the best of each round."""

    def __init__(self, program, kind, action, path):
        self.command = [program, kind, action, path]
        self.rounds = []

    def measure(self, seconds):
        self.rounds.append(float(call([*self.command, str(seconds)]).split()[0]))

    def best(self):
        return min(self.rounds)


def document(folder, case, times):
    return os.path.join(folder, "%s_%d.json" % (case.name, times))


def verify(program, case, folder):
    """Both documents must have the case's verdict, from decoding and from validating."""
    for times in (1, 2):
        path = document(folder, case, times)
        said = call([program, "lib_" + case.name, "verdict", path]).split()
        if said != [case.code, case.code]:
            stop("%s ends with %s, not %s" % (os.path.basename(path), " ".join(said), case.code))


class Growth:
    """What a case costs at n and at 2n."""

    def __init__(self, program, case, action, folder):
        self.costs = [Cost(program, "lib_" + case.name, action, document(folder, case, times))
                      for times in (1, 2)]

    def measure(self, rounds, seconds):
        more = MORE_ROUNDS
        while rounds > 0 or (more > 0 and self.ratio() > GROWTH):
            for cost in self.costs:
                cost.measure(seconds)
            more -= 1 if rounds <= 0 else 0
            rounds -= 1

    def ratio(self):
        """The median over the rounds: a machine whose clock changes makes single ones worth nothing."""
        once, twice = (cost.rounds for cost in self.costs)
        return statistics.median(b / a for a, b in zip(once, twice))


def grow(where, cases, folder, rounds, seconds):
    """For each case a pair: decoding and validating."""
    program = os.path.join(where, "hostile")
    grown = {}
    for case in cases:
        verify(program, case, folder)
        grown[case] = [Growth(program, case, action, folder) for action in ("decode", "validate")]
        for growth in grown[case]:
            growth.measure(rounds, seconds)
    sys.stderr.write("%d hostile cases\n" % len(cases))
    return grown


def with_and_without(where, kind, path, rounds, seconds):
    """
    Times that a document takes with all checks and with none, in ns, and their ratio: the median over
    the rounds, and that of the bests.
    """
    costs = [Cost(os.path.join(where, "%s_%s" % (kind, twin)), TIMELINE, "decode", path)
             for twin in twins.TWINS]
    for _ in range(rounds):
        for cost in costs:
            cost.measure(seconds)
    ratios = [checked / bare for checked, bare in zip(*(cost.rounds for cost in costs))]
    checked, bare = (cost.best() for cost in costs)
    return checked, bare, (statistics.median(ratios), checked / bare)

#!/usr/bin/env python3
"""Measures what is in thresholds.json and compares; used by perf/check.

Each number is the difference of two runs, divided by how many more messages (or queries) the longer one had: what a
process costs before its first message drops out.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

TEXT = dict(FAKE_MIX="text", FAKE_SIZE=10000)
DELTA = dict(FAKE_MIX="stream", FAKE_SIZE=250)


class Meter:
    def __init__(self, options):
        self.options = options
        self.folder = tempfile.TemporaryDirectory()

    def run(self, command, env, **more):
        # An environment from nothing: what a shell happens to export would be counted too.
        full = {"PATH": os.environ["PATH"], "HOME": self.folder.name, "FAKE_CLI": self.options.cli}
        full.update({key: str(value) for key, value in env.items()})
        done = subprocess.run(command, env=full, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
        if done.returncode != 0:
            sys.exit(f"error: {' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
        return done

    def counted(self, arguments, env):
        file = f"{self.folder.name}/counts"
        self.run(
            [self.options.driver, *arguments], {**env, "LD_PRELOAD": self.options.counter, "COUNTER_FILE": file})
        with open(file) as counts:
            return json.load(counts)

    def count(self, what, arguments, env, key, few, many):
        # The smallest of five: how a stream falls into reads depends on the machine, and only adds to it.
        def best(count):
            return min(self.counted(arguments, {**env, key: count})[what] for _ in range(5))

        return (best(many) - best(few)) / (many - few)

    def messages(self, what, env, few, many):
        return self.count(what, ["tp"], env, "FAKE_N", few, many)

    def requests(self, what, kind, how):
        return self.count(what, ["ctrl", how], dict(FAKE_N=1, FAKE_KIND=kind), "FAKE_CTRL", 500, 2500)

    def programs(self):
        few, many = (self.counted(["spawn", str(n)], {"FAKE_N": 1})["programs"] for n in (1, 11))
        return (many - few) / 10

    def checkouts(self):
        few, many = (self.counted(["hits", str(n)], {})["allocations"] for n in (1000, 11000))
        return (many - few) / 10000

    def instructions(self, arguments, env, key, few, many):
        def once(count):
            out = f"{self.folder.name}/callgrind"
            done = self.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", self.options.driver, *arguments],
                {**env, key: count})
            return int(re.search(r"Collected : (\d+)", done.stderr).group(1))
        return (once(many) - once(few)) / (many - few)

    def request_instructions(self, kind, how):
        return self.instructions(["ctrl", how], dict(FAKE_N=1, FAKE_KIND=kind), "FAKE_CTRL", 500, 2500)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    for name in ("driver", "cli", "counter", "thresholds"):
        a.add_argument("--" + name, required=True)
    a.add_argument("--instructions", action="store_true")
    a.add_argument("--json", help="also write the figures as rows, as compare.py does")
    options = a.parse_args()
    meter = Meter(options)
    measures = {
        "allocations per delta": lambda: meter.messages("allocations", DELTA, 2000, 22000),
        "bytes per byte of deltas": lambda: meter.messages("bytes", DELTA, 20000, 220000) / DELTA["FAKE_SIZE"],
        "locks per delta": lambda: meter.messages("locks", DELTA, 2000, 22000),
        "allocations per 10 kB text": lambda: meter.messages("allocations", TEXT, 500, 2500),
        "bytes per byte of 10 kB texts": lambda: meter.messages("bytes", TEXT, 500, 10500) / TEXT["FAKE_SIZE"],
        "allocations per hook": lambda: meter.requests("allocations", "hook", "sync"),
        "allocations per asynchronous hook": lambda: meter.requests("allocations", "hook", "async"),
        "allocations per permission": lambda: meter.requests("allocations", "perm", "sync"),
        "allocations per tool call": lambda: meter.requests("allocations", "mcp", "sync"),
        "reads and writes per hook": lambda: meter.requests("calls", "hook", "sync"),
        "locks per hook": lambda: meter.requests("locks", "hook", "sync"),
        "programs started per query": meter.programs,
        "allocations per checkout that hits": meter.checkouts,
    }
    if options.instructions:
        measures["instructions per delta"] = lambda: meter.instructions(["tp"], DELTA, "FAKE_N", 2000, 22000)
        for kind, name in (("hook", "hook"), ("perm", "permission"), ("mcp", "tool call")):
            measures[f"instructions per {name}"] = lambda kind=kind: meter.request_instructions(kind, "sync")
        measures["instructions per asynchronous hook"] = lambda: meter.request_instructions("hook", "async")
    with open(options.thresholds) as file:
        thresholds = json.load(file)
    passed = failed = 0
    rows = []
    for name, measure in measures.items():
        value, most = measure(), thresholds[name]
        good = value <= most
        passed, failed = passed + good, failed + (not good)
        rows.append(dict(step="counts", case=name, name="swift", rep=0, value=value, limit=most, unit=""))
        print(f"{'ok' if good else 'FAILED'}: {name}: {value:.2f}, at most {most}", file=sys.stderr)
    if options.json:
        with open(options.json, "w") as file:
            file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0)


main()

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

    def allocations(self, env, few, many):
        # The smallest of five: how a stream falls into reads depends on the machine, and only adds to it.
        def best(count):
            return min(self.counted(["tp"], {**env, "FAKE_N": count})["allocations"] for _ in range(5))
        return (best(many) - best(few)) / (many - few)

    def programs(self):
        few, many = (self.counted(["spawn", str(n)], {"FAKE_N": 1})["programs"] for n in (1, 11))
        return (many - few) / 10

    def instructions(self):
        def once(count):
            out = f"{self.folder.name}/callgrind"
            done = self.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", self.options.driver, "tp"],
                {**DELTA, "FAKE_N": count})
            return int(re.search(r"Collected : (\d+)", done.stderr).group(1))
        return (once(22000) - once(2000)) / 20000


def main():
    a = argparse.ArgumentParser(description=__doc__)
    for name in ("driver", "cli", "counter", "thresholds"):
        a.add_argument("--" + name, required=True)
    a.add_argument("--instructions", action="store_true")
    options = a.parse_args()
    meter = Meter(options)
    measures = {
        "allocations per delta": lambda: meter.allocations(DELTA, 2000, 22000),
        "allocations per 10 kB text": lambda: meter.allocations(TEXT, 500, 2500),
        "programs started per query": meter.programs,
    }
    if options.instructions:
        measures["instructions per delta"] = meter.instructions
    with open(options.thresholds) as file:
        thresholds = json.load(file)
    passed = failed = 0
    for name, measure in measures.items():
        value, most = measure(), thresholds[name]
        good = value <= most
        passed, failed = passed + good, failed + (not good)
        print(f"{'ok' if good else 'FAILED'}: {name}: {value:.2f}, at most {most}", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0)


main()

#!/usr/bin/env python3
"""Measures the real Claude Code CLI through our SDK, and through the official one, against a simulated API.

usage: real.py --driver REAL_DRIVER --cli CLI [--python PYTHON] [--reps 5] [--json FILE] [--report FILE]

REAL_DRIVER is built with AGENT_BENCHMARKS=1 (`swift build -c release --product RealDriver`); CLI is what scripts/setup
prints; PYTHON has claude-agent-sdk. Both drivers run in each repetition, in random order, each with a simulated API of
its own, which is RealDriver's for both. Values are medians, in milliseconds but for memory (MiB). Each is divided:

- model: from the request's arrival at the simulated API to the last byte of its answer
- SDK: processor time of the host process, which includes what the driver does with each message
- CLI: the rest, so also what passes while the pieces wait for each other or for a processor

`ten` starts more CLIs than there are cores; the processor time of the CLIs divided by the cores is its floor.
`pool` asks the same of a process from nothing and of processes of a `ConnectionPool` that wait, round by round in one
program: handed out for the first time, warmed up before (`/clear`), cleared behind another conversation, right behind
another run (whose gap is still being filled), and further turns of one client. `pool-ten` does it ten at once.
`delivery` is the time from a result's bytes in the pipe to the message with its reader, in ours only.

The first message is not the same with both: a prompt of ours carries a `uuid`, which the CLI announces before `init`.

In --json each row has the CLI's part as its `limit`; rows that are not divided have none.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time

from compare import HERE, complain, header

# The scenario, its argument, and the phases that it prints.
SCENARIOS = {
    "cold": (5, ["first message", "init", "first token", "result", "end"]),
    "turns": (20, ["connect", "first turn token", "first turn result", "later turn token", "later turn result"]),
    "ten": (10, ["all", "each"]),
    "pool": (3, [f"{phase} result" for phase in (
        "cold", "first turn", "first turn, warmed up", "first turn, cleared", "first turn, right behind another",
        "later turn", "cold, bare", "first turn, bare", "later turn, bare")]),
    "pool-ten": (10, [f"{phase} {part}" for phase in ("cold", "first turns", "later turns") for part in ("all", "each")]),
    "delivery": (30, []),
}
# What only ours has.
OURS = {"pool", "pool-ten", "delivery"}


def run(command, env):
    try:
        done = subprocess.run(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return {"error": "timeout"}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"error": (done.stderr or f"exit {done.returncode}")[-300:]}


class Measurement:
    def __init__(self):
        self.rows = []
        self.phases = {}
        self.others = {}

    def take(self, scenario, name, rep, report):
        for phase in SCENARIOS[scenario][1]:
            found, case = report["phases"][phase], f"{scenario} {phase}"
            self.phases.setdefault((case, name), []).append(found)
            self.row(case, name, rep, found["ms"], found["cli_ms"])
            self.row(f"{case} sdk", name, rep, found["sdk_ms"])
            self.row(f"{case} model", name, rep, found["model_ms"])
        for time_, value in sorted(report["times"].items()):
            unit = "" if time_.endswith("seen") else "ms"
            self.other(f"{scenario}: {time_}", name, rep, value, unit)
        self.other(f"{scenario}: resident before", name, rep, report["rss_before_kb"] / 1024, "MiB")
        self.other(f"{scenario}: resident after", name, rep, report["rss_kb"] / 1024, "MiB")
        if report["other_requests"]:
            complain(scenario, name, "the CLI made", report["other_requests"], "requests on its own account")

    def other(self, case, name, rep, value, unit):
        self.others.setdefault((case, name, unit), []).append(value)
        self.row(case, name, rep, value)

    def row(self, case, name, rep, value, limit=None):
        self.rows.append(dict(step="real", case=case, name=name, rep=rep, value=value, limit=limit))

    def tables(self):
        lines = ["| case | who | ms | CLI ms | SDK ms | model ms | CLI | SDK | model |", "|---" * 9 + "|"]
        for (case, name), found in self.phases.items():
            times = [statistics.median(f[key] for f in found) for key in ("ms", "cli_ms", "sdk_ms", "model_ms")]
            shares = [statistics.median(f[f"{key}_share"] for f in found) for key in ("cli", "sdk", "model")]
            cells = [f"{value:.1f}" for value in times[:2]] + [f"{value:.2f}" for value in times[2:]]
            lines.append(f"| {case} | {name} | " + " | ".join(cells + [f"{s * 100:.1f} %" for s in shares]) + " |")
        lines += ["", "| beside | who | median | unit |", "|---" * 4 + "|"]
        for (case, name, unit), values in self.others.items():
            lines.append(f"| {case} | {name} | {statistics.median(values):.3f} | {unit} |")
        return "\n".join(lines)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--driver", required=True)
    a.add_argument("--cli", required=True)
    a.add_argument("--python")
    a.add_argument("--reps", type=int, default=5)
    a.add_argument("--json")
    a.add_argument("--report")
    options = a.parse_args()
    about = header({"--python": "PYTHON", "--cli": "CLI"})
    driver = os.path.abspath(options.driver)
    peers = {"swift": [driver]}
    if options.python:
        peers["python"] = [options.python, f"{HERE}/real_py.py"]
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    env = dict(kept, CLAUDE_AGENT_CLI=os.path.abspath(options.cli), REAL_DRIVER=driver)
    measurement, failed, began = Measurement(), False, time.monotonic()
    for rep in range(options.reps):
        for scenario, (count, _) in SCENARIOS.items():
            for name in random.sample(list(peers), len(peers)):
                if scenario in OURS and name != "swift":
                    continue
                report = run(peers[name] + [scenario, str(count)], env)
                if "error" in report:
                    complain(scenario, name, report["error"])
                    failed = True
                    continue
                measurement.take(scenario, name, rep, report)
    about += f"\n- load average when it ended, after {time.monotonic() - began:.0f} s: {os.getloadavg()[0]:.2f}"
    text = f"{about}\n\n{measurement.tables()}"
    print(text)
    if options.report:
        with open(options.report, "w") as file:
            file.write(f"# The real CLI\n\n{text}\n")
    if options.json:
        with open(options.json, "w") as file:
            # One row a line, so that two reports can be compared by eye.
            file.write("[\n" + ",\n".join(json.dumps(row) for row in measurement.rows) + "\n]\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()

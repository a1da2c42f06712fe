#!/usr/bin/env python3
"""Compares SDK drivers with the physical limit, side by side in one interleaved run.

usage: compare.py --cli FAKE_CLAUDE [--steps tp,view,ctrl,ctrl-async,ctrl-actor,spawn,sess,main,start,idle,checkout,stall,
                  ballast,sizes,crowd,loops,sizing] [--reps 5] [--json FILE] [--report FILE] [--python PYTHON]
                  [NAME=COMMAND ...]

Each NAME=COMMAND is a driver: `COMMAND tp`, `COMMAND ctrl`, `COMMAND spawn N`, `COMMAND sess K` print one JSON line with
the keys that drv_py.py prints (n, text, wall, user, sys, hwm_kb | p50_first_ms, p90_first_ms, p50_total_ms |
per_session_kb, t_turn, t_close ...). A driver starts $FAKE_CLI as its CLI, sends the prompt "hi", and reads every
message to the result, extracting the text of deltas, assistant texts and tool results. In `ctrl` $FAKE_KIND names what
it must serve: hook, perm (can_use_tool) or mcp (tools/call of `add`), with a synchronous callback; in `ctrl-async`
(`COMMAND ctrl async`) with an asynchronous one, in `ctrl-actor` with one that asks an actor. `COMMAND view` reads like
`tp` but opens nothing. The steps from `main` on are in instruments.py.

--cli names our fake-claude, which plays the CLI for everybody. --python names a Python that has claude-agent-sdk: the
official SDK then runs as the peer `python`. Ratios are to the limit inside the same repetition; the table shows
medians. Control round trips are pinned to one core.
"""
import argparse
import datetime
import json
import os
import platform
import random
import shlex
import statistics
import subprocess
import sys
import tempfile

import instruments

HERE = os.path.dirname(os.path.abspath(__file__))
CORPORA = {
    "delta250": dict(FAKE_N=200000, FAKE_SIZE=250, FAKE_MIX="stream"),
    "text10k": dict(FAKE_N=20000, FAKE_SIZE=10000, FAKE_MIX="text"),
    "text1M": dict(FAKE_N=200, FAKE_SIZE=1000000, FAKE_MIX="text"),
    "tool10k": dict(FAKE_N=20000, FAKE_SIZE=10000, FAKE_MIX="tool"),
    # FAKE_FILE is set below: varied texts, escapes, key order.
    "delta-real": dict(FAKE_N=200000),
}


def complain(*words):
    print("!!", *words, file=sys.stderr)


def build(folder, cli):
    """The limit's driver, and the CLI under the name that a driver without FAKE_CLI would look for."""
    os.symlink(os.path.abspath(cli), f"{folder}/claude")
    subprocess.run(
        ["g++", "-O3", "-march=native", "-std=c++17", "-w", "-o", f"{folder}/floor", f"{HERE}/floor.cpp",
         "-lsimdjson", "-luv"],
        check=True)
    subprocess.run([sys.executable, f"{HERE}/make_corpus.py", f"{folder}/real.ndjson"], check=True)
    CORPORA["delta-real"]["FAKE_FILE"] = f"{folder}/real.ndjson"


def run(command, env, pin=False, timeout=180):
    command = (["taskset", "-c", "0"] if pin else []) + command
    full = {**os.environ, **{k: str(v) for k, v in env.items()}}
    try:
        done = subprocess.run(
            command, env=full, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return {"error": "timeout"}
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return lines[-1] if lines else {"error": (done.stderr or f"exit {done.returncode}")[-300:]}


class Comparison:
    def __init__(self, options, folder):
        self.folder = folder
        self.floor = f"{folder}/floor"
        self.base = dict(FAKE_CLI=f"{folder}/claude", PATH=f"{folder}:{os.environ['PATH']}")
        self.sessions = options.sessions.split(",")
        self.drivers = {n: shlex.split(c) for n, c in (d.split("=", 1) for d in options.drivers)}
        if options.python:
            self.drivers["python"] = [options.python, f"{HERE}/drv_py.py"]
        self.rows = []
        self.ratios = {}

    run = staticmethod(run)
    complain = staticmethod(complain)

    def note(self, step, case, name, rep, value, limit, unit):
        self.rows.append(dict(step=step, case=case, name=name, rep=rep, value=value, limit=limit, unit=unit))
        if value is not None:
            ratio = value / limit if limit else None
            self.ratios.setdefault((step, case, name, unit), []).append((value, ratio))

    def step(self, step, rep):
        if step in ("tp", "view"):
            self.throughput(step, rep)
        elif step in ("ctrl", "ctrl-async", "ctrl-actor"):
            self.control(step, rep)
        elif step == "spawn":
            self.spawn(step, rep)
        elif step == "sess":
            self.many(step, rep)
        elif step in instruments.STEPS:
            instruments.STEPS[step](self, step, rep)
        else:
            sys.exit(f"compare.py does not know the step '{step}'")

    def throughput(self, step, rep):
        for case, env in CORPORA.items():
            jobs = [("limit", [self.floor, "tp", "own" if step == "tp" else "view"])]
            jobs += [(n, c + [step]) for n, c in self.drivers.items() if step == "tp" or n != "python"]
            random.shuffle(jobs)
            got = {n: run(c, {**self.base, **env}) for n, c in jobs}
            limit = got["limit"]
            for name, r in got.items():
                if "wall" not in r:
                    complain(step, case, name, r.get("error"))
                    continue
                differs = step == "tp" and case != "delta-real" and r["text"] != limit["text"]
                if r["n"] != limit["n"] or differs:
                    complain("counts differ:", case, name, r["n"], r["text"], "limit", limit["n"], limit["text"])
                self.note(step, case, name, rep, r["wall"], limit["wall"], "wall s")
                self.note(
                    step, case + " cpu", name, rep, r["user"] + r["sys"], limit["user"] + limit["sys"], "cpu s")
                self.note(step, case + " peak", name, rep, r["hwm_kb"] / 1024, limit["hwm_kb"] / 1024, "MiB")

    def control(self, step, rep):
        ping = run([self.floor, "ping", "5000", "400", "150"], self.base, pin=True)["p50_us"]
        for kind in ("hook", "perm", "mcp"):
            who = [("limit", [self.floor])]
            who += [(n, c) for n, c in self.drivers.items() if step == "ctrl" or n != "python"]
            for name, command in who:
                out = f"{self.folder}/lat"
                if os.path.exists(out):
                    os.unlink(out)
                mode = ["ctrl"] if step == "ctrl" or name == "limit" else ["ctrl", step.removeprefix("ctrl-")]
                env = dict(FAKE_N=1, FAKE_CTRL=5000, FAKE_KIND=kind, FAKE_OUT=out, FAKE_MCP_NOTIF=1)
                r = run(command + mode, {**self.base, **env}, pin=True, timeout=60)
                if not os.path.exists(out):
                    complain(kind, name, r.get("error"))
                    continue
                with open(out) as file:
                    lat = json.load(file)
                self.note(step, kind + " p50", name, rep, lat["p50_us"], ping, "us")
                self.note(step, kind + " p99", name, rep, lat["p99_us"], lat["p50_us"], "us, ÷ own p50")
                if "user" in r:
                    cpu = (r["user"] + r["sys"]) * 1e6 / 5000
                    self.note(step, kind + " cpu a request", name, rep, cpu, None, "us")

    def spawn(self, step, rep):
        limit = run([self.floor, "spawn", "50"], {**self.base, "FAKE_N": 1})
        self.note(step, "first message", "limit", rep, limit["p50_first_ms"], limit["p50_first_ms"], "ms")
        for name, command in [("libuv", [self.floor, "uvspawn"])] + [(n, c + ["spawn"]) for n, c in self.drivers.items()]:
            r = run(command + ["50"], {**self.base, "FAKE_N": 1})
            if "p50_first_ms" not in r:
                complain(step, name, r.get("error"))
                continue
            self.note(step, "first message", name, rep, r["p50_first_ms"], limit["p50_first_ms"], "ms")
            self.note(step, "with close", name, rep, r["p50_total_ms"], limit["p50_total_ms"], "ms")

    def many(self, step, rep):
        for k in self.sessions:
            env = {**self.base, "FAKE_N": 200, "FAKE_MIX": "mixed"}
            limit = run([self.floor, "uvsess", k, "4096"], {**env, "SHARED": 1})
            # The official SDK needs a minute for a hundred.
            drivers = [(n, c) for n, c in self.drivers.items() if n != "python" or int(k) <= 10]
            for name, r in [("libuv", limit)] + [(n, run(c + ["sess", k], env)) for n, c in drivers]:
                if "wall" not in r:
                    complain(step, k, name, r.get("error"))
                    continue
                cpu, least = r["user"] + r["sys"], limit["user"] + limit["sys"]
                self.note(step, f"{k} sessions wall", name, rep, r["wall"], limit["wall"], "s")
                self.note(step, f"{k} sessions cpu", name, rep, cpu, least, "s")
                self.note(
                    step, f"{k} sessions idle each", name, rep, r["per_session_kb"], limit["per_session_kb"], "KiB")
                self.note(
                    step, f"{k} sessions peak", name, rep, r["hwm_kb"] / 1024, limit["hwm_kb"] / 1024, "MiB")

    def table(self):
        lines = ["| step | case | who | median | unit | ÷ limit |", "|---|---|---|---|---|---|"]
        for (step, case, name, unit), values in sorted(self.ratios.items()):
            ratios = [ratio for _, ratio in values if ratio is not None]
            middle = statistics.median(value for value, _ in values)
            ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
            lines.append(f"| {step} | {case} | {name} | {middle:.3f} | {unit} | {ratio} |")
        return "\n".join(lines)


def shown_command(hidden):
    """The command as it can be given again from the root of the project; paths after hidden options are words."""
    root = os.path.dirname(os.path.dirname(HERE)) + "/"
    words = [word.replace(root, "") for word in sys.argv]
    return shlex.join(
        [hidden.get(words[i - 1], word) if i else word for i, word in enumerate(words)])


def header(hidden={"--python": "PYTHON"}):
    """What a number depends on: command, machine, commit, date, and what else the machine was doing."""
    model = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "-C", HERE, "describe", "--always", "--dirty", "--exclude=*"], stdout=subprocess.PIPE,
        text=True).stdout.strip()
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    return "\n".join([
        f"- command: `{shown_command(hidden)}`",
        f"- machine: {os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}, {platform.machine()}",
        f"- commit: {commit or 'unknown'}",
        f"- date: {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC",
        f"- load averages when it began: {load}",
    ])


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--cli", required=True)
    a.add_argument("--steps", default="tp,ctrl,spawn,sess")
    a.add_argument("--reps", type=int, default=5)
    a.add_argument("--json")
    a.add_argument("--report")
    a.add_argument("--python")
    a.add_argument("--sessions", default="10,100,500")
    a.add_argument("drivers", nargs="*")
    options = a.parse_args()
    about = header()
    with tempfile.TemporaryDirectory() as folder:
        build(folder, options.cli)
        comparison = Comparison(options, folder)
        for rep in range(options.reps):
            for step in options.steps.split(","):
                comparison.step(step, rep)
    about += f"\n- load average when it ended: {os.getloadavg()[0]:.2f}"
    text = about + "\n\n" + comparison.table()
    print(text)
    if options.report:
        with open(options.report, "w") as file:
            file.write(f"# Comparison with the physical limit\n\n{text}\n")
    if options.json:
        with open(options.json, "w") as file:
            # One row a line, so that two reports can be compared by eye.
            file.write("[\n" + ",\n".join(json.dumps(row) for row in comparison.rows) + "\n]\n")


if __name__ == "__main__":
    main()

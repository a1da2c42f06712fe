#!/usr/bin/env python3
"""Judges a run of compare.py by the goals of the project: one row for each, with goal, figure, peers and verdict.

    perf/targets.py FILE...     JSON rows as compare.py and measure.py write them
    perf/targets.py --misses    only the rows that miss, one a line; the exit code is theirs

A figure is the median of the repetitions, a ratio the median of the ratios inside the repetitions. A row without a
figure was not measured, and says so.
"""
import json
import statistics
import sys


class Rows:
    def __init__(self, files):
        self.all = {}
        for file in files:
            with open(file) as text:
                for row in json.load(text):
                    if row["value"] is not None:
                        self.all.setdefault((row["step"], row["case"], row["name"]), []).append(row)

    def value(self, step, case, name="swift"):
        rows = self.all.get((step, case, name))
        return statistics.median(row["value"] for row in rows) if rows else None

    def ratio(self, step, case, name="swift"):
        rows = [row for row in self.all.get((step, case, name), []) if row["limit"]]
        return statistics.median(row["value"] / row["limit"] for row in rows) if rows else None

    def share(self, step, case, name="swift"):
        ratio = self.ratio(step, case, name)
        return 100 / ratio if ratio else None

    def across(self, step, case, other, name="swift"):
        """One case of ours ÷ another of the same repetition."""
        found = [{row["rep"]: row["value"] for row in self.all.get((step, wanted, name), [])} for wanted in (case, other)]
        ratios = [found[0][rep] / found[1][rep] for rep in found[0] if found[1].get(rep)]
        return statistics.median(ratios) if ratios else None

    def times(self, step, case):
        """How many times the official SDK's value ours is."""
        ours, theirs = self.value(step, case), self.value(step, case, "python")
        return theirs / ours if ours and theirs else None


class Figure:
    """One number of a row, with its bound: at most or at least so much."""

    def __init__(self, label, value, bound, unit="", least=False, peer=None):
        self.label, self.value, self.bound, self.unit, self.least, self.peer = label, value, bound, unit, least, peer

    @property
    def good(self):
        if self.value is None:
            return None
        return self.value >= self.bound if self.least else self.value <= self.bound

    def text(self):
        figure = "not measured" if self.value is None else f"{self.value:.3g}{self.unit}"
        peer = f" ({self.peer})" if self.peer and self.value is not None else ""
        return f"{self.label} {figure}{peer}".strip()

    def goal(self):
        return f"{'≥' if self.least else '≤'} {self.bound:g}{self.unit}"


def python(value, unit):
    return None if value is None else f"Python {value:.3g}{unit}"


def shares(r, step, cases, bound):
    return [
        Figure(case, r.share(step, case), bound, " %", True, python(r.share(step, case, "python"), " %"))
        for case in cases]


def control(r, step, bound):
    return [
        Figure(kind, r.ratio(step, f"{kind} p50"), bound, "", False, python(r.ratio(step, f"{kind} p50", "python"), ""))
        for kind in ("hook", "perm", "mcp")]


def table(r):
    """The rows in their order: id, what is measured, figures."""
    long = 50_000_000
    # The limit loses speed between the two as well, once a line is larger than every cache.
    linear = r.ratio("sizes", f"size={long} rate"), r.ratio("sizes", "size=10000000 rate")
    peak = r.value("sizes", f"size={long} peak"), r.value("sizes", f"size={long} peak", "limit")
    deltas = ["delta250", "delta-real"]
    yield "T1", "deltas, text taken out: share of the limit's throughput", shares(r, "tp", deltas, 95)
    yield "T2", "processor time for a delta ÷ limit", [
        Figure(case, r.ratio("tp", f"{case} cpu"), 1.35, "", False, python(r.ratio("tp", f"{case} cpu", "python"), ""))
        for case in deltas]
    yield "T3", "texts of 10 kB, tool results: share", shares(r, "tp", ["text10k", "tool10k"], 130)
    yield "T4", "texts of 1 MB: share; lines of 50 MB: share ÷ the share at 10 MB, peak beyond the limit's in messages", [
        *shares(r, "tp", ["text1M"], 130),
        Figure("50 MB", None if None in linear else linear[0] / linear[1] * 100, 80, " %", True),
        Figure("peak", None if None in peak else (peak[0] - peak[1]) * (1 << 20) / long, 3, " messages")]
    yield "T5", "messages that nobody opens: share of the limit without text", shares(r, "view", deltas, 140)
    yield "T6", "the main actor's part in a delta", [
        Figure("", r.value("main", "added by the main actor"), 0.1, " µs")]
    yield "C1", "synchronous callback: p50 ÷ ping-pong", control(r, "ctrl", 1.42)
    yield "C2", "asynchronous callback; in an actor: p50 ÷ ping-pong", [
        *control(r, "ctrl-async", 1.55), *control(r, "ctrl-actor", 1.65)]
    yield "C3", "p99 ÷ own p50; processor time for a request", [
        *[Figure(f"{kind} p99", r.ratio("ctrl", f"{kind} p99"), 1.8) for kind in ("hook", "perm", "mcp")],
        *[Figure(kind, r.value("ctrl", f"{kind} cpu a request"), 4.5, " µs", False,
                 python(r.value("ctrl", f"{kind} cpu a request", "python"), " µs")) for kind in ("hook", "perm", "mcp")]]
    yield "S1", "spawn to first message ÷ bare posix_spawn; in a host of 500 MB", [
        Figure("", r.ratio("spawn", "first message"), 1.08, "", False,
               python(r.ratio("spawn", "first message", "python"), "")),
        Figure("500 MB", r.ratio("ballast", "first message, 500 MB"), 1.2)]
    yield "S2", "start of a program to its prompt at the CLI", [
        Figure("", r.value("start", "start to prompt"), 5, " ms")]
    yield "M1", "500 sessions × 200 messages ÷ libuv in C with shared buffers", [
        Figure("wall", r.ratio("sess", "500 sessions wall"), 1.0),
        Figure("cpu", r.ratio("sess", "500 sessions cpu"), 1.05)]
    yield "M2", "memory of an idle session; peak of 500 at work", [
        Figure("idle", r.value("sess", "500 sessions idle each"), 10, " KiB"),
        Figure("peak", r.value("sess", "500 sessions peak"), 26, " MiB")]
    yield "M3", "a program with one idle client", [
        Figure("resident", r.value("idle", "resident"), 9, " MiB"),
        Figure("anonymous", r.value("idle", "anonymous"), 1.5, " MiB")]
    yield "M4", "a consumer that reads nothing, 50 MB written; hooks answered within the cap of 4 MiB", [
        Figure("extra", r.value("stall", "extra resident"), 5, " MiB"),
        Figure("answered", r.value("stall", "hooks answered of 100"), 100, " of 100", True)]
    yield "A1", "allocations for a delta, for a 10 kB text; bytes allocated ÷ payload", [
        Figure("delta", r.value("counts", "allocations per delta"), 1),
        Figure("text", r.value("counts", "allocations per 10 kB text"), 2),
        Figure("bytes, delta", r.value("counts", "bytes per byte of deltas"), 1.1),
        Figure("bytes, text", r.value("counts", "bytes per byte of 10 kB texts"), 1.1)]
    yield "W1", "first turn of a process that waited ÷ cold; p50, with `--bare`, warmed up by a prompt", [
        Figure("", r.across("real", "pool first turn result", "pool cold result"), 0.30),
        Figure("p50", r.value("real", "pool first turn result"), 140, " ms"),
        Figure("bare", r.value("real", "pool first turn, bare result"), 105, " ms"),
        Figure("warmed up", r.value("real", "pool first turn, warmed up result"), 105, " ms")]
    yield "W2", "later turn ÷ cold; p50", [
        Figure("", r.across("real", "pool later turn result", "pool cold result"), 0.08),
        Figure("p50", r.value("real", "pool later turn result"), 50, " ms")]
    yield "W3", "ten at once ÷ ten cold: first turns, later turns", [
        Figure("first", r.across("real", "pool-ten first turns all", "pool-ten cold all"), 0.28),
        Figure("later", r.across("real", "pool-ten later turns all", "pool-ten cold all"), 0.11)]
    yield "W4", "checkout of a process that waits, p99 pinned", [
        Figure("p99", r.value("checkout", "checkout p99"), 20, " µs")]
    yield "W5", "the host's processor time in a later turn of a warm process", [
        Figure("", r.value("real", "pool later turn result sdk"), 0.2, " ms", False,
               python(r.value("real", "turns later turn result sdk", "python"), " ms"))]
    yield "W6", "reset of a process ÷ its start", [
        Figure("", r.across("real", "pool: reset", "pool: start"), 0.35)]
    yield "W7", "allocations of a checkout that hits", [
        Figure("", r.value("counts", "allocations per checkout that hits"), 0)]
    yield "P1", "the official Python SDK: how many times our time", [
        Figure("deltas", r.times("tp", "delta250"), 50, " ×", True),
        Figure("10 kB", r.times("tp", "text10k"), 5, " ×", True),
        Figure("tool calls", r.times("ctrl", "mcp p50"), 150, " ×", True)]


def verdict(figures):
    states = {figure.good for figure in figures}
    return "**missed**" if False in states else "not measured" if None in states else "met"


def main():
    files = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if not files or set(sys.argv[1:]) & {"-h", "--help"}:
        sys.exit(__doc__)
    rows = list(table(Rows(files)))
    if "--misses" in sys.argv:
        missed = [(name, figure) for name, _, figures in rows for figure in figures if not figure.good]
        for name, figure in missed:
            print(f"{name}: {figure.text()}, goal {figure.goal()}")
        sys.exit(1 if missed else 0)
    print("| # | Measure | Goal | Figure | Verdict |\n|---|---|---|---|---|")
    for name, what, figures in rows:
        goals = list(dict.fromkeys(figure.goal() for figure in figures))
        print(
            f"| {name} | {what} | {'; '.join(goals)} | {'; '.join(f.text() for f in figures)} | {verdict(figures)} |")
    states = [verdict(figures) for _, _, figures in rows]
    print(f"\n{states.count('met')} of {len(states)} rows met, {states.count('**missed**')} missed")


main()

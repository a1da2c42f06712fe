#!/usr/bin/env python3
"""Draws the plots of a run as SVG.

    perf/plot.py --out FOLDER FILE...    rows as compare.py, instruments.py, stages.py and real.py write them
    perf/plot.py --self-check            draws from made-up rows; the last line is `N passed, N failed`

Medians of the repetitions; a plot without rows is not drawn. The same rows give the same bytes.
"""
import html
import json
import math
import os
import re
import statistics
import sys
import tempfile
import xml.etree.ElementTree

COLOURS = {"limit": "#8a8f98", "swift": "#d9480f", "python": "#3b6ea5", "libuv": "#5c9950", "foundation": "#8e5fa8"}
MORE = ["#b8860b", "#00808a", "#a03060"]
FONT = "font-family='system-ui, sans-serif'"


class Rows:
    def __init__(self, rows):
        self.values, self.ratios = {}, {}
        for row in rows:
            if row["value"] is None:
                continue
            key = row["step"], row["case"], row["name"]
            self.values.setdefault(key, []).append(row["value"])
            if row["limit"]:
                self.ratios.setdefault(key, []).append(row["value"] / row["limit"])

    def value(self, step, case, name):
        found = self.values.get((step, case, name))
        return statistics.median(found) if found else None

    def ratio(self, step, case, name):
        found = self.ratios.get((step, case, name))
        return statistics.median(found) if found else None

    def cases(self, step):
        return list(dict.fromkeys(case for one, case, _ in self.values if one == step))

    def names(self, step):
        return list(dict.fromkeys(name for one, _, name in self.values if one == step))


def colour(name, names):
    others = [one for one in names if one not in COLOURS]
    return COLOURS.get(name) or MORE[others.index(name) % len(MORE)]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def text(x, y, words, size=12, anchor="start", fill="#333"):
    return f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='{size}' text-anchor='{anchor}' fill='{fill}'>{html.escape(words)}</text>"


def page(width, height, title, caption, parts):
    # A background of its own: the page around it may be dark.
    return "\n".join([
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>",
        f"<rect width='{width}' height='{height}' rx='8' fill='#fff'/>",
        text(20, 28, title, 16, fill="#111"), *parts, text(20, height - 12, caption, 10, fill="#777"), "</svg>", ""])


def legend(names, x, y):
    parts = []
    for name in names:
        parts.append(f"<rect x='{x}' y='{y - 9}' width='10' height='10' fill='{colour(name, names)}'/>")
        parts.append(text(x + 14, y, name))
        x += 30 + 8 * len(name)
    return parts


def bars(title, caption, groups, names, unit, log=False, mark=None):
    """groups: label -> name -> value. A mark is a line across, such as the limit at 100 %."""
    values = [value for group in groups.values() for value in group.values()]
    if not values:
        return None
    left, width, row = 190, 760, 17
    most = max(values + ([mark] if mark else []))
    least = min(values) / 2 if log else 0
    room = width - left - 110

    def across(value):
        if log:
            return max(2, room * math.log(value / least) / math.log(most / least))
        return max(2, room * value / most)

    parts, y = legend(names, left, 50), 66
    for label, group in groups.items():
        parts.append(text(left - 10, y + row * len(group) / 2 + 4, label, anchor="end"))
        for name in names:
            if name not in group:
                continue
            wide = across(group[name])
            parts.append(
                f"<rect class='bar' x='{left}' y='{y}' width='{wide:.1f}' height='{row - 4}' fill='{colour(name, names)}'/>")
            parts.append(text(left + wide + 6, y + row - 7, f"{number(group[name])} {unit}", 11))
            y += row
        y += 10
    if mark:
        x = left + across(mark)
        parts.append(f"<line x1='{x:.1f}' y1='60' x2='{x:.1f}' y2='{y}' stroke='#111' stroke-dasharray='3 3'/>")
    scale = ", logarithmic" if log else ""
    return page(width, y + 30, f"{title} ({unit.strip()}{scale})", caption, parts)


def lines(title, caption, series, unit, below, logy=True):
    """series: name -> [(x, y)]; both axes logarithmic, or y from 0."""
    points = [point for one in series.values() for point in one]
    if len(points) < 2:
        return None
    width, height, left, top = 760, 380, 80, 70
    wide, high = width - left - 40, height - top - 70
    xs = sorted({x for x, _ in points})
    ys = [y for _, y in points]
    low, top_value = (min(ys) / 1.3, max(ys) * 1.3) if logy else (0, max(ys) * 1.1)

    def place(x, y):
        a = math.log(x / xs[0]) / math.log(xs[-1] / xs[0]) if xs[-1] > xs[0] else 0.5
        b = math.log(y / low) / math.log(top_value / low) if logy else y / top_value
        return left + wide * a, top + high * (1 - b)

    names = list(series)
    parts = legend(names, left, 50)
    for x in xs:
        at = place(x, top_value)[0]
        parts.append(f"<line x1='{at:.1f}' y1='{top}' x2='{at:.1f}' y2='{top + high}' stroke='#eee'/>")
        parts.append(text(at, top + high + 18, number(x), 11, "middle"))
    for part in range(5):
        y = low * (top_value / low) ** (part / 4) if logy else top_value * part / 4
        at = place(xs[0], y)[1] if y > 0 else top + high
        parts.append(f"<line x1='{left}' y1='{at:.1f}' x2='{left + wide}' y2='{at:.1f}' stroke='#eee'/>")
        parts.append(text(left - 8, at + 4, number(y), 11, "end"))
    for name, line in series.items():
        spots = [place(x, y) for x, y in sorted(line)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f"<polyline points='{path}' fill='none' stroke='{colour(name, names)}' stroke-width='2'/>")
        parts += [f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{colour(name, names)}'/>" for x, y in spots]
    parts.append(text(left + wide / 2, top + high + 38, below, 12, "middle"))
    return page(width, height, f"{title} ({unit})", caption, parts)


def curve(rows, step, pattern, name):
    found = []
    for case in rows.cases(step):
        match = re.fullmatch(pattern, case)
        value = rows.value(step, case, name)
        if match and value:
            found.append((float(match.group(1)), value))
    return found


def group(rows, step, cases, names, read):
    groups = {case: {name: read(step, case, name) for name in names} for case in cases}
    return {
        case: kept for case, values in groups.items()
        if (kept := {name: value for name, value in values.items() if value})}


def draw(rows, caption):
    """File name -> SVG, for all there is."""
    tp = [case for case in rows.cases("tp") if not re.search(r" (cpu|peak)$", case)]
    peers = [name for name in rows.names("tp") if name != "limit"]
    share = lambda *key: (ratio := rows.ratio(*key)) and 100 / ratio
    yield "throughput", bars(
        "Share of the limit's throughput", caption, group(rows, "tp", tp, peers, share), peers, "%", mark=100)
    yield "cpu", bars(
        "Processor time ÷ the limit's", caption,
        group(rows, "tp", [f"{case} cpu" for case in tp], peers, rows.ratio), peers, "×", log=True)
    control = {}
    for step, how in (("ctrl", "sync"), ("ctrl-async", "async"), ("ctrl-actor", "actor")):
        for case, found in group(
                rows, step, ["hook p50", "perm p50", "mcp p50"], rows.names("ctrl"), rows.value).items():
            control[f"{case.split()[0]}, {how}"] = found
    yield "control", bars("Round trip of a callback, p50", caption, control, rows.names("ctrl"), "µs", log=True)
    crowds = ["libuv", "swift"]
    idle = [case for case in rows.cases("sess") if case.endswith("idle each")]
    peak = [case for case in rows.cases("sess") if case.endswith("peak")]
    yield "sessions", bars(
        "Memory of an idle session", caption, group(rows, "sess", idle, crowds, rows.value), crowds, "KiB", log=True)
    yield "sessions-peak", bars(
        "Peak of a process with sessions at work", caption, group(rows, "sess", peak, crowds, rows.value), crowds, "MiB")
    yield "sizes", lines("Rate by the length of a line", caption, {
        name: curve(rows, "sizes", r"size=(\d+) rate", name) for name in ("limit", "swift")}, "MB/s", "bytes a line")
    yield "sizes-peak", lines("Peak of memory by the length of a line", caption, {
        name: curve(rows, "sizes", r"size=(\d+) peak", name) for name in ("limit", "swift")}, "MiB", "bytes a line")
    yield "crowd", lines("A hook among streaming sessions", caption, {
        part: curve(rows, "crowd", rf"sessions=(\d+) hook {part}", "swift") for part in ("p50", "p99")}, "µs", "sessions")
    yield "loops", lines("A turn of 100 sessions", caption, {
        part: curve(rows, "loops", rf"loops=(\d+) {part}", "swift") for part in ("turn", "cpu")}, "s", "loops", False)
    yield "pool-sizing", lines("Waiting for a process of a pool", caption, {
        f"{what}, {part}": curve(rows, "sizing", rf"processes=(\d+) {what} {part}", "swift")
        for what in ("one conversation each", "cleared") for part in ("p50", "p99")}, "ms", "processes")
    pool = {
        "cold": "pool cold result", "first turn": "pool first turn result",
        "warmed up": "pool first turn, warmed up result", "cleared": "pool first turn, cleared result",
        "behind another": "pool first turn, right behind another result", "later turn": "pool later turn result",
        "ten cold": "pool-ten cold all", "ten first turns": "pool-ten first turns all",
        "ten later turns": "pool-ten later turns all"}
    yield "pool", bars(
        "The real CLI through a warm pool", caption, {
            words: {"swift": value} for words, case in pool.items() if (value := rows.value("real", case, "swift"))},
        ["swift"], "ms", log=True)
    stages = rows.names("stage")
    yield "stages", bars(
        "A message at each stage", caption, group(rows, "stage", rows.cases("stage"), stages, rows.value), stages, "ns",
        log=True)
    real = [name for name in ("swift", "python") if name in rows.names("real")]
    times = [
        case for case in rows.cases("real")
        if re.search("first|result|token|connect|init", case) and not case.startswith("pool")]
    yield "real", bars(
        "The real CLI with the simulated API", caption, group(rows, "real", times, real, rows.value), real, "ms", log=True)


def self_check():
    made = [
        dict(step="tp", case=case, name=name, rep=rep, value=value * (1 + rep), limit=1.0)
        for case in ("a", "b") for name, value in (("limit", 1), ("swift", 0.9), ("python", 50)) for rep in (0, 1, 2)]
    made += [dict(step="sizes", case=f"size={10 ** n} rate", name="swift", rep=0, value=n + 1.0, limit=1.0) for n in (2, 3, 4)]
    made.append(dict(step="view", case="a", name="swift", rep=0, value=None, limit=None))
    once, twice = (dict(draw(Rows(made), "made up")) for _ in range(2))
    drawn = {name: svg for name, svg in once.items() if svg}
    checks = [
        once == twice, set(drawn) == {"throughput", "sizes"}, drawn["throughput"].count("class='bar'") == 4,
        drawn["sizes"].count("<circle") == 3, "55.6 %" in drawn["throughput"]]
    for svg in drawn.values():
        try:
            xml.etree.ElementTree.fromstring(svg)
            checks.append(True)
        except xml.etree.ElementTree.ParseError:
            checks.append(False)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, Rows(made), "made up")
        checks.append(sorted(os.listdir(folder)) == ["sizes.svg", "throughput.svg"])
    print(f"{checks.count(True)} passed, {checks.count(False)} failed")
    return 0 if all(checks) else 1


def write(folder, rows, caption):
    os.makedirs(folder, exist_ok=True)
    for name, svg in draw(rows, caption):
        if svg:
            with open(f"{folder}/{name}.svg", "w", encoding="utf-8") as file:
                file.write(svg)


def main():
    if "--self-check" in sys.argv:
        sys.exit(self_check())
    if len(sys.argv) < 4 or sys.argv[1] != "--out":
        sys.exit(__doc__)
    files = sys.argv[3:]
    rows = []
    for name in files:
        with open(name) as file:
            rows += json.load(file)
    names = ", ".join(os.path.basename(name) for name in files)
    write(sys.argv[2], Rows(rows), f"perf/plot.py --out perf/plots perf/reports/{names}")


main()

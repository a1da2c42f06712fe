"""The steps of compare.py that ask a driver about itself: starts, memory, stalls, sizes, crowds of sessions.

Each takes the comparison, the step's name and the number of the repetition, and notes rows. A driver that has no such
mode prints nothing, and is told of.
"""
import json
import os
import random
import time

# Message sizes of the curve: the same bytes in all for each, but for the largest.
SIZES = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000]
CROWDS = [0, 1, 10, 100, 300, 999]
LOOPS = [1, 2, 4]
PROCESSES = [2, 3, 4, 6, 8, 12]


def fresh(path):
    if os.path.exists(path):
        os.unlink(path)
    return path


def swift_drivers(c):
    """The modes below are those of this project's driver; another one may have them, the official SDK's has not."""
    return [(name, command) for name, command in c.drivers.items() if name != "python"]


def on_main_actor(c, step, rep):
    """T6: what the main actor adds to a delta. Limit: the same driver in a task of nobody's."""
    env = {**c.base, "FAKE_N": 1_000_000, "FAKE_SIZE": 250, "FAKE_MIX": "stream"}
    for name, command in swift_drivers(c):
        jobs = [("main", ["tp", "main"]), ("free", ["tp"])]
        random.shuffle(jobs)
        got = {kind: c.run(command + mode, env) for kind, mode in jobs}
        if any("wall" not in row for row in got.values()):
            c.complain(step, name, got)
            continue
        each = {kind: row["wall"] / row["n"] * 1e6 for kind, row in got.items()}
        c.note(step, "a delta on the main actor", name, rep, each["main"], each["free"], "us")
        c.note(step, "added by the main actor", name, rep, each["main"] - each["free"], None, "us")


def starts(c, step, rep):
    """S2: from the start of a program to its prompt at the CLI, which notes the moment."""
    stamp = fresh(f"{c.folder}/stamp")
    env = {**c.base, "FAKE_STAMP": stamp, "FAKE_N": 1}
    jobs = [("limit", [c.floor, "tp", "text"])] + [(n, k + ["start"]) for n, k in swift_drivers(c)]
    random.shuffle(jobs)
    got = {name: c.run([c.floor, "launch", "20", *command], env) for name, command in jobs}
    for name, row in got.items():
        if "p50_ms" in row:
            c.note(step, "start to prompt", name, rep, row["p50_ms"], got["limit"].get("p50_ms"), "ms")
        else:
            c.complain(step, name, row)


def checkout(c, step, rep):
    """W4: how long a run waits for a process of a pool that is ready; until its first message."""
    for name, command in swift_drivers(c):
        row = c.run(command + ["checkout", "1000"], {**c.base, "FAKE_SCRIPT_TEXT": "converse"}, pin=True)
        if "p99_us" not in row:
            c.complain(step, name, row)
            continue
        for case, key in (("checkout p50", "p50_us"), ("checkout p99", "p99_us"),
                          ("first message p50", "first_p50_us"), ("first message p99", "first_p99_us")):
            c.note(step, case, name, rep, row[key], None, "us")


def idle(c, step, rep):
    """M3: a program with one idle client."""
    for name, command in swift_drivers(c):
        row = c.run(command + ["idle"], c.base)
        if "rss_kb" not in row:
            c.complain(step, name, row)
            continue
        c.note(step, "resident", name, rep, row["rss_kb"] / 1024, None, "MiB")
        c.note(step, "anonymous", name, rep, row["anon_kb"] / 1024, None, "MiB")


def stall(c, step, rep):
    """M4: 50 MB written to a consumer that reads nothing; 100 hooks asked within the cap of 4 MiB."""
    if rep > 0:
        return
    env = dict(FAKE_BEFORE=12_000, FAKE_N=188_000, FAKE_SIZE=250, FAKE_MIX="stream", FAKE_CTRL=100, FAKE_KIND="hook")
    for name, command in swift_drivers(c):
        row = c.run(command + ["stall"], {**c.base, **env, "FAKE_OUT": fresh(f"{c.folder}/lat")})
        if "extra_kb" not in row:
            c.complain(step, name, row)
            continue
        c.note(step, "extra resident", name, rep, row["extra_kb"] / 1024, None, "MiB")
        c.note(step, "hooks answered of 100", name, rep, row["hooks_answered"], None, "hooks")
        c.note(step, "messages read afterwards", name, rep, row["n"], 200_002, "messages")


def ballast(c, step, rep):
    """S1 in a host of 500 MB, whose page tables a fork would copy. Limit: posix_spawn in a small one."""
    env = {**c.base, "FAKE_N": 1}
    limit = c.run([c.floor, "spawn", "50"], env)["p50_first_ms"]
    for name, command in swift_drivers(c):
        row = c.run(command + ["spawn", "50", "500"], env)
        if "p50_first_ms" in row:
            c.note(step, "first message, 500 MB", name, rep, row["p50_first_ms"], limit, "ms")
        else:
            c.complain(step, name, row)


def sizes(c, step, rep):
    """T4 and the curve of sizes: megabytes a second and the peak of memory for lines of each size."""
    for size in SIZES:
        count = 4 if size >= 50_000_000 else max(10, min(400_000, 100_000_000 // size))
        env = {**c.base, "FAKE_N": count, "FAKE_SIZE": size, "FAKE_MIX": "text", "FAKE_WRITE": max(size, 1 << 20)}
        jobs = [("limit", [c.floor, "tp", "own"])] + [(n, k + ["tp"]) for n, k in swift_drivers(c)]
        random.shuffle(jobs)
        got = {name: c.run(command, env) for name, command in jobs}
        if any("wall" not in row for row in got.values()):
            c.complain(step, size, got)
            continue
        rate = {name: size * count / row["wall"] / 1e6 for name, row in got.items()}
        for name, row in got.items():
            c.note(step, f"size={size} rate", name, rep, rate[name], rate["limit"], "MB/s")
            peak, least = row["hwm_kb"] / 1024, got["limit"]["hwm_kb"] / 1024
            c.note(step, f"size={size} peak", name, rep, peak, least, "MiB")


def crowd(c, step, rep):
    """A hook of one session among others that stream: what a busy loop does to a request."""
    for count in CROWDS:
        for name, command in swift_drivers(c):
            out = fresh(f"{c.folder}/lat")
            env = {**c.base, "FAKE_CTRL": 2000, "FAKE_KIND": "hook", "FAKE_OUT": out, "FAKE_N": 100_000}
            row = c.run(command + ["among", str(count)], env)
            time.sleep(0.2)
            if not os.path.exists(out):
                c.complain(step, count, name, row)
                continue
            with open(out) as file:
                took = json.load(file)
            c.note(step, f"sessions={count + 1} hook p50", name, rep, took["p50_us"], None, "us")
            c.note(step, f"sessions={count + 1} hook p99", name, rep, took["p99_us"], None, "us")


def loops(c, step, rep):
    """The same 100 sessions on one loop and on several."""
    env = {**c.base, "FAKE_N": 2000, "FAKE_MIX": "mixed"}
    for count in LOOPS:
        for name, command in swift_drivers(c):
            row = c.run(command + ["sess", "100"], {**env, "CLAUDE_AGENT_SDK_LOOPS": count})
            if "wall" not in row:
                c.complain(step, count, name, row)
                continue
            c.note(step, f"loops={count} turn", name, rep, row["t_turn"], None, "s")
            c.note(step, f"loops={count} cpu", name, rep, row["user"] + row["sys"], None, "s")
            c.note(step, f"loops={count} peak", name, rep, row["hwm_kb"] / 1024, None, "MiB")


def sizing(c, step, rep):
    """The curve of a pool's size: ten runs a second of 200 ms each, processes that take 300 ms to start."""
    if rep > 0:
        return
    env = {**c.base, "FAKE_SCRIPT_TEXT": "delay 300\nconverse"}
    for uses, what in ((1, "one conversation each"), (50, "cleared")):
        for count in PROCESSES:
            for name, command in swift_drivers(c):
                row = c.run(command + ["sizing", str(count), str(uses)], env)
                if "p99_ms" not in row:
                    c.complain(step, count, name, row)
                    continue
                c.note(step, f"processes={count} {what} p50", name, rep, row["p50_ms"], None, "ms")
                c.note(step, f"processes={count} {what} p99", name, rep, row["p99_ms"], None, "ms")


STEPS = dict(
    main=on_main_actor, start=starts, idle=idle, checkout=checkout, stall=stall, ballast=ballast, sizes=sizes,
    crowd=crowd, loops=loops, sizing=sizing)

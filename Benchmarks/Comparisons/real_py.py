#!/usr/bin/env python3
"""The official SDK as a driver for real.py: cold N | turns K | ten N; one line of JSON, with the keys of RealDriver.

$CLAUDE_AGENT_CLI names the CLI, $REAL_DRIVER our driver, whose `serve` is the simulated API here as well.
"""
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

CLI = os.environ["CLAUDE_AGENT_CLI"]
DRIVER = os.environ["REAL_DRIVER"]
# This SDK adds to the environment that it finds, so there must be nothing in it.
os.environ.clear()

IMPORT = time.monotonic()
from claude_agent_sdk import ClaudeAgentOptions, ClaudeSDKClient, ResultMessage, SystemMessage, query
from claude_agent_sdk.types import StreamEvent

IMPORT = time.monotonic() - IMPORT


def memory(key):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(key))


def now():
    """A moment: seconds of the monotonic clock, and of the processor time of this process without its children."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.clock_gettime(time.CLOCK_MONOTONIC), usage.ru_utime + usage.ru_stime


def children():
    """The processor time of the children that have ended: CLIs, each with its own children."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Simulator:
    def __init__(self):
        self.process = subprocess.Popen(
            [DRIVER, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PATH": "/usr/bin:/bin"})
        self.url = self.process.stdout.readline().strip()

    def served(self):
        """What was answered since this was last asked for."""
        self.process.stdin.write("served\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def options(folder, url):
    for name in ("home", "config", "tmp", "project"):
        os.makedirs(f"{folder}/{name}", mode=0o700, exist_ok=True)
    env = dict(
        HOME=f"{folder}/home", CLAUDE_CONFIG_DIR=f"{folder}/config", TMPDIR=f"{folder}/tmp", PATH="/usr/bin:/bin",
        LANG="C.UTF-8", ANTHROPIC_BASE_URL=url, ANTHROPIC_API_KEY="simulated",
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC="1", CLAUDE_CODE_MAX_RETRIES="1")
    return ClaudeAgentOptions(
        cli_path=CLI, env=env, cwd=f"{folder}/project", setting_sources=[], include_partial_messages=True)


def mark(number):
    return f"question-{number}-asked"


def question(number):
    return f"{mark(number)} the quick brown fox jumps over the lazy dog and runs through the wide green wood"


def answering(served, number):
    return [one for one in served if mark(number) in one["text"]]


async def read(messages):
    """The moments of the first message, of `init`, of the first text of the answer, and of the result."""
    first = init = token = result = None
    async for message in messages:
        moment = now()
        first = first or moment
        if type(message) is StreamEvent:
            if token is None and message.event.get("delta", {}).get("text"):
                token = moment
        elif type(message) is SystemMessage and message.subtype == "init":
            init = init or moment
        elif type(message) is ResultMessage:
            if message.is_error:
                sys.exit(f"real_py.py: the run failed: {message.result}")
            result = moment
    return first, init, token, result


def stretch(start, end, served, sharers=1):
    """Seconds: all, the simulated model's, this process's, and the rest."""
    model, last = 0.0, 0.0
    for one in sorted(served, key=lambda one: one["received"]):
        since, until = max(one["received"], start[0], last), min(one["answered"], end[0])
        if until > since:
            model, last = model + until - since, until
    wall, sdk = end[0] - start[0], (end[1] - start[1]) / sharers
    return wall, model, sdk, wall - model - sdk


def phase(stretches):
    keys = [f"{part}ms" for part in ("", "model_", "sdk_", "cli_")]
    found = {key: round(statistics.median(s[i] * 1000 for s in stretches), 4) for i, key in enumerate(keys)}
    for i, name in enumerate(("model", "sdk", "cli"), 1):
        found[f"{name}_share"] = round(statistics.median(s[i] / s[0] for s in stretches), 4)
    return dict(n=len(stretches), **found)


def report(scenario, phases, before, rss, others=0, times=None):
    print(json.dumps(dict(
        peer="python", scenario=scenario, phases={name: phase(list_) for name, list_ in phases.items()},
        times=times or {}, other_requests=others, rss_before_kb=before, rss_kb=rss, hwm_kb=memory("VmHWM"))))


async def cold(count, opts, simulator):
    before, others, phases, requests, processor = memory("VmRSS"), 0, {}, [], []
    for number in range(count):
        start, used = now(), children()
        first, init, token, result = await read(query(prompt=question(number), options=opts))
        end = now()
        processor.append(children() - used)
        served = simulator.served()
        own = answering(served, number)
        others += len(served) - len(own)
        requests += [one["received"] - start[0] for one in own[:1]]
        for name, moment in (
            ("first message", first), ("init", init), ("first token", token), ("result", result), ("end", end)):
            phases.setdefault(name, []).append(stretch(start, moment, own))
    times = {
        "import": IMPORT * 1000, "request": statistics.median(requests) * 1000,
        "processor time of the CLI": statistics.median(processor) * 1000}
    report("cold", phases, before, memory("VmRSS"), others, times)


async def turns(count, opts, simulator):
    before, others = memory("VmRSS"), 0
    start = now()
    async with ClaudeSDKClient(opts) as client:
        phases = {"connect": [stretch(start, now(), [])]}
        for number in range(count + 1):
            start = now()
            await client.query(question(number))
            _, _, token, result = await read(client.receive_response())
            served = simulator.served()
            own = answering(served, number)
            others += len(served) - len(own)
            name = "later turn" if number else "first turn"
            phases.setdefault(f"{name} token", []).append(stretch(start, token, own))
            phases.setdefault(f"{name} result", []).append(stretch(start, result, own))
        rss = memory("VmRSS")
    report("turns", phases, before, rss, others)


async def together(count, opts, simulator):
    before = memory("VmRSS")
    clients = [ClaudeSDKClient(opts) for _ in range(count)]

    async def one(number):
        await clients[number].connect()
        await clients[number].query(question(number))
        return (await read(clients[number].receive_response()))[3]

    start, used = now(), children()
    results = await asyncio.gather(*[one(number) for number in range(count)])
    end = now()
    rss = memory("VmRSS")
    served = simulator.served()
    own = [answering(served, number) for number in range(count)]
    each = [stretch(start, result, own[number], count) for number, result in enumerate(results)]
    await asyncio.gather(*[client.disconnect() for client in clients])
    walls = [s[0] * 1000 for s in each]
    report(
        "ten", {"all": [stretch(start, end, sum(own, []))], "each": each}, before, rss,
        len(served) - sum(map(len, own)),
        {"first result": min(walls), "last result": max(walls),
         "processor time of the CLIs": (children() - used) * 1000})


def main():
    scenario, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None
    simulator = Simulator()
    try:
        with tempfile.TemporaryDirectory(prefix="real-py-", ignore_cleanup_errors=True) as folder:
            run, usual = dict(cold=(cold, 3), turns=(turns, 10), ten=(together, 10))[scenario]
            asyncio.run(run(count or usual, options(folder, simulator.url), simulator))
    finally:
        simulator.stop()


main()

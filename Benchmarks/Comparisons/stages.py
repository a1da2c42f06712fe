#!/usr/bin/env python3
"""Compares each stage of the hot path with its own limit and with Foundation, interleaved in random order.

usage: stages.py --stage-driver PATH [--reps 5] [--json FILE]

PATH is the release build of StageDriver (Benchmarks/Stages); the limits are in stages.cpp. A run does one stage over
one corpus in memory, without a process or a pipe, and prints the time of a message: the median of its rounds. The table
shows medians of the repetitions; ratios are to the limit inside the same repetition. The hand-off needs two free cores.

  scan      bytes to lines: a copy that stands for the read, the line ends, and (swift only) the type of each line
  index     the structural index of a line; the limit is simdjson's first stage
  view      the text of a line as a string of its own; the limit is simdjson's on-demand reader, and `foundation` is
            JSONDecoder with Codable types
  handoff   the scan on one thread, the lines to another, one by one; the limit is a ring without a lock. Swift's goes
            through FrameInbox.receive, the way in of a transport without a pipe
  writer    a user message with a plain text as long as the line; the limit is memcpy
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# How many rounds a run makes, so that it takes some hundredths of a second.
ROUNDS = {"scan": 400, "index": 150, "view": 60, "handoff": 12, "writer": 150, "foundation": 3}
# The messages that fake-claude writes: what stands before and behind the text, and the text.
DELTA = (
    '{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"',
    '"}},"session_id":"3f0c9a3e-5a0b-4d7b-9b0e-0c3f5d1e2a77","parent_tool_use_id":null,'
    '"uuid":"a1b2c3d4-0000-4000-8000-00112233aabb"}\n',
)
ASSISTANT = (
    '{"type":"assistant","message":{"model":"claude-sonnet-4-5-20250929","id":"msg_01ABCDEF","type":"message",'
    '"role":"assistant","content":[{"type":"text","text":"',
    '"}],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":1042,'
    '"cache_read_input_tokens":18310,"output_tokens":1,"service_tier":"standard"}},"parent_tool_use_id":null,'
    '"session_id":"3f0c9a3e-5a0b-4d7b-9b0e-0c3f5d1e2a77","uuid":"a1b2c3d4-0000-4000-8000-00112233aabb"}\n',
)
WORDS = r'The quick brown fox jumps over the lazy dog while func main() {\n\tprint(\"hello\") } returns 42; '


def write_corpus(path, shape, size, count):
    """`count` equal lines of `size` bytes each, as message_fill of fake-claude makes them."""
    before, after = shape
    room = max(size - len(before) - len(after), 1)
    text = WORDS * (room // len(WORDS)) + "x" * (room % len(WORDS))
    with open(path, "w") as file:
        file.write((before + text + after) * count)


def prepare(folder):
    """The limits, and the corpora by name."""
    subprocess.run(
        ["g++", "-O3", "-march=native", "-std=c++17", "-o", f"{folder}/limit", f"{HERE}/stages.cpp", "-lsimdjson",
         "-pthread"],
        check=True)
    corpora = {name: f"{folder}/{name}.ndjson" for name in ("delta250", "delta-real", "text10k")}
    write_corpus(corpora["delta250"], DELTA, 250, 4000)
    write_corpus(corpora["text10k"], ASSISTANT, 10000, 400)
    subprocess.run([sys.executable, f"{HERE}/make_corpus.py", corpora["delta-real"]], check=True)
    return corpora


def run(program, stage, corpus):
    command = [program, stage, corpus, str(ROUNDS[stage])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60)
    if done.returncode != 0 or not done.stdout.startswith("{"):
        sys.exit(f"stages.py: {os.path.basename(program)} {stage} failed with exit code {done.returncode}")
    return json.loads(done.stdout)


def measure(reps, driver, limit, corpora):
    """The rows, and the words about checks that differ."""
    jobs = [(stage, case) for stage in ROUNDS for case in corpora]
    jobs = [(who, *job) for job in jobs for who in (driver, limit) if who == driver or job[0] != "foundation"]
    rows, differences = [], []
    for rep in range(reps):
        random.shuffle(jobs)
        got = {}
        for program, stage, case in jobs:
            result = run(program, stage, corpora[case])
            got.setdefault((result["stage"], case), {})[result["name"]] = result
        for (stage, case), results in sorted(got.items()):
            if len({(r["n"], r["check"]) for r in results.values()}) != 1:
                differences.append(f"{stage} {case}: " + ", ".join(f"{n} {r['check']}" for n, r in results.items()))
            lowest = results["limit"]["ns_per_message"]
            rows += [
                dict(step="stage", case=f"{stage} {case}", name=name, rep=rep, value=r["ns_per_message"], limit=lowest,
                     unit="ns")
                for name, r in sorted(results.items())]
    return rows, differences


def table(rows, corpora):
    lines = ["| stage | corpus | who | ns a message | ÷ limit |", "|---|---|---|---|---|"]
    groups = {}
    for row in rows:
        groups.setdefault((row["case"], row["name"]), []).append(row)
    for stage in ROUNDS:
        for case in corpora:
            for name in ("limit", "swift", "foundation"):
                group = groups.get((f"{stage} {case}", name))
                if not group:
                    continue
                middle = statistics.median(row["value"] for row in group)
                ratio = statistics.median(row["value"] / row["limit"] for row in group)
                lines.append(f"| {stage} | {case} | {name} | {middle:.1f} | {ratio:.2f} |")
    return "\n".join(lines)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--stage-driver", required=True)
    a.add_argument("--reps", type=int, default=5)
    a.add_argument("--json")
    options = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpora = prepare(folder)
        rows, differences = measure(
            max(options.reps, 1), os.path.abspath(options.stage_driver), f"{folder}/limit", corpora)
    print(table(rows, corpora))
    if options.json:
        with open(options.json, "w") as file:
            # One row a line, so that two reports can be compared by eye.
            file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    if differences:
        sys.exit("\n".join(["stages.py: the checks differ:"] + differences))


if __name__ == "__main__":
    main()

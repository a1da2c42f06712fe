#!/usr/bin/env python3
"""Asks the official SDK and ours the same about the same folders, and compares the answers field by field.

usage: compare.py PROBE [--seeds N] [--recordings FOLDER]

Run by a Python that has the official SDK.
"""
import argparse
import dataclasses
import json
import os
import shutil
import subprocess
import sys
import tempfile

import generate

arguments = argparse.ArgumentParser()
arguments.add_argument("probe")
arguments.add_argument("--seeds", type=int, default=40)
arguments.add_argument("--recordings")
options = arguments.parse_args()


def theirs(question):
    import claude_agent_sdk as sdk
    ask, directory = question["ask"], question.get("directory")
    if ask == "list":
        found = sdk.list_sessions(directory, question.get("limit"), question.get("offset", 0),
                                  question.get("worktrees", True))
        return [dataclasses.asdict(info) for info in found]
    if ask == "info":
        info = sdk.get_session_info(question["id"], directory)
        return info and dataclasses.asdict(info)
    return [dataclasses.asdict(message) for message in sdk.get_session_messages(
        question["id"], directory, question.get("limit"), question.get("offset", 0))]


def questions(ids):
    for directory in (None, "/srv/one", "/srv/nowhere"):
        yield {"ask": "list", "directory": directory, "worktrees": False}
    yield {"ask": "list", "limit": 5, "offset": 3}
    for number, name in enumerate(ids):
        # Of one id in two projects the official SDK takes the one that the system names first.
        if sum(other.lower() == name.lower() for other in ids) > 1:
            continue
        yield {"ask": "info", "id": name}
        yield {"ask": "info", "id": name, "directory": "/srv/one"}
        yield {"ask": "messages", "id": name}
        if number % 4 == 0:
            yield {"ask": "messages", "id": name, "limit": 2, "offset": 1}


def same(one, two, at=""):
    """Where two answers differ; nothing if they do not."""
    if isinstance(one, dict) and isinstance(two, dict):
        for key in sorted(set(one) | set(two)):
            yield from same(one.get(key), two.get(key), f"{at}.{key}")
    elif isinstance(one, list) and isinstance(two, list):
        if len(one) != len(two):
            yield f"{at}: {len(one)} and {len(two)} items"
        for number, (left, right) in enumerate(zip(one, two)):
            yield from same(left, right, f"{at}[{number}]")
    elif isinstance(one, str) and isinstance(two, str):
        # A text of ours cannot hold half of a pair of surrogates.
        if one.encode("utf-8", "surrogatepass").decode("utf-8", "replace") != two and one != two:
            half = "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in one)
            if half != two:
                yield f"{at}: {one!r} and {two!r}"
    elif one != two or type(one) is not type(two):
        yield f"{at}: {one!r} and {two!r}"


def check(folder, ids):
    asked = list(questions(ids))
    os.environ["CLAUDE_CONFIG_DIR"] = folder
    done = subprocess.run([options.probe, folder], input="".join(json.dumps(q) + "\n" for q in asked), text=True,
                          stdout=subprocess.PIPE, check=True, env={"PATH": "/usr/bin:/bin"}, timeout=600)
    answers = done.stdout.removesuffix("\n").split("\n")
    if len(answers) != len(asked):
        return len(asked), [f"{len(asked)} questions, {len(answers)} answers"]
    faults = []
    for question, answer in zip(asked, answers):
        try:
            expected = theirs(question)
        except (UnicodeDecodeError, TypeError) as error:
            # Bytes that are no UTF-8, or a link that is no text: the official SDK gives the whole transcript up.
            raised.append(error)
            continue
        faults += [f"{json.dumps(question)}{fault}" for fault in same(expected, json.loads(answer))]
    return len(asked), faults


total, faults, raised = 0, [], []
for seed in range(options.seeds):
    with tempfile.TemporaryDirectory() as folder:
        asked, found = check(folder, generate.write(folder, seed))
        total += asked
        faults += [f"seed {seed}: {fault}" for fault in found]
if options.recordings:
    with tempfile.TemporaryDirectory() as folder:
        ids = []
        for number, (path, _, files) in enumerate(sorted(os.walk(options.recordings))):
            for file in files:
                if "transcript" in path and file.endswith(".jsonl") and "subagents" not in path:
                    where = os.path.join(folder, "projects", f"-recorded-{number}")
                    os.makedirs(where, exist_ok=True)
                    copy = shutil.copy(os.path.join(path, file), where)
                    os.utime(copy, (1_700_000_000 + len(ids), 1_700_000_000 + len(ids)))
                    ids.append(file[:-6])
        asked, found = check(folder, ids)
        total += asked
        faults += [f"recordings: {fault}" for fault in found]
for fault in faults[:40]:
    print(fault, file=sys.stderr)
print(f"sessions: {total} questions, {len(faults)} differences; the official SDK raised {len(raised)} times")
sys.exit(1 if faults else 0)

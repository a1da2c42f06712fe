"""Prints the line coverage of each file and of the two main targets from llvm-cov's JSON.

    coverage.py JSON ROOT
"""

import json
import pathlib
import sys

TARGETS = ["FastTransport", "ClaudeAgentSDK"]


def percent(covered: int, lines: int) -> str:
    return f"{100 * covered / lines:.1f} %" if lines else "no lines"


def main() -> int:
    report, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    files = json.loads(report.read_text())["data"][0]["files"]
    totals = {target: [0, 0] for target in TARGETS}
    for file in sorted(files, key=lambda file: file["filename"]):
        path = pathlib.Path(file["filename"])
        for target in TARGETS:
            if path.is_relative_to(root / "Sources" / target):
                lines = file["summary"]["lines"]
                totals[target][0] += lines["covered"]
                totals[target][1] += lines["count"]
                print(f"{percent(lines['covered'], lines['count']):>9}  {path.relative_to(root)}")
    for target in TARGETS:
        print(f"{target}: {percent(*totals[target])}")
    return 0


sys.exit(main())

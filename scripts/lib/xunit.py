"""Prints "PASSED FAILED" for the xUnit files in a folder, or says what is wrong with them and exits 1.

    xunit.py FOLDER TESTS

Every target below TESTS that declares a test (and every one named in EXPECTED_TARGETS, when that is set) must have run
at least one: a target that fell out of a run must not pass for green.
"""

import os
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def declared_targets(tests: pathlib.Path) -> set[str]:
    named = os.environ.get("EXPECTED_TARGETS")
    if named is not None:
        return set(named.split())
    return {
        folder.name
        for folder in tests.glob("*Tests")
        if any("@Test" in file.read_text(errors="replace") for file in folder.rglob("*.swift"))
    }


def main() -> int:
    results, tests = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    passed = failed = 0
    seen: set[str] = set()
    for file in sorted(results.glob("*.xml")):
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            if case.find("skipped") is not None:
                continue
            seen.add(case.get("classname", "").split(".")[0])
            bad = case.find("failure") is not None or case.find("error") is not None
            failed, passed = failed + bad, passed + (not bad)
    missing = declared_targets(tests) - seen
    if missing:
        print("error: no test ran of " + ", ".join(sorted(missing)) + ": the run crashed, or a filter left them out.")
        return 1
    print(passed, failed)
    return 0


sys.exit(main())

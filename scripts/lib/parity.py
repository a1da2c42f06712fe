"""Holds docs/parity.md to the tests that ran.

    parity.py DOCUMENT TESTS RESULTS

Every table row with a number is a row of the checklist: each from 1 to 108 must be there once, with a status that is
known. `yes` and `Windows only` must name a test, `not in scope` must give a reason. A test is a code span
`Suite/name` in the last cell of a row: it must be declared in a file below TESTS, and the xUnit files in RESULTS must
say that it ran. A test that failed has run; it fails the run elsewhere.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

LAST_ROW = 108
PROVEN = {"yes", "Windows only"}
STATUSES = PROVEN | {"not in scope"}

TYPE = re.compile(
    r"^( *)(?:@\w+(?:\(.*?\))? +)*(?:(?:public|package|internal|fileprivate|private|final|indirect) +)*"
    r"(?:struct|class|enum|actor|extension) +(`[^`]+`|[\w.]+)"
)
TEST = re.compile(r"^( *)@Test\b")
FUNCTION = re.compile(r"\bfunc +(`[^`]+`|\w+)")


def declared_tests(folder: pathlib.Path) -> set[str]:
    """The tests in the sources, as `Suite/name`. The format that is enforced makes the indentation say what is where."""
    tests: set[str] = set()
    for file in folder.rglob("*.swift"):
        types: list[tuple[int, str]] = []
        waiting: str | None = None
        for line in file.read_text(errors="replace").splitlines():
            if found := TYPE.match(line):
                depth = len(found[1])
                types = [known for known in types if known[0] < depth] + [(depth, found[2].strip("`"))]
            if found := TEST.match(line):
                waiting = ".".join(name for depth, name in types if depth < len(found[1]))
            if waiting is not None and (found := FUNCTION.search(line)):
                tests.add(f"{waiting}/{found[1].strip('`')}")
                waiting = None
    return tests


def run_tests(folder: pathlib.Path) -> set[str]:
    """The tests that ran, as `Suite/name`: without their target, and without the parameters behind the name."""
    tests: set[str] = set()
    for file in folder.glob("*.xml"):
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            if case.find("skipped") is None:
                suite = case.get("classname", "").partition(".")[2].replace("`", "")
                name = re.match(r"`([^`]*)`|\w*", case.get("name", ""))
                tests.add(f"{suite}/{name[1] or name[0]}")
    return tests


def rows(document: str) -> list[list[str]]:
    """The cells of every table row but the first one and the line of dashes below it."""
    found: list[list[str]] = []
    within = False
    for line in document.splitlines():
        if not line.startswith("|"):
            within = False
            continue
        if re.fullmatch(r"[| :-]+", line):
            within = True
        elif within:
            found.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return found


def faults_of(row: list[str], declared: set[str], ran: set[str]) -> list[str]:
    name = f"row {row[0]}" if row[0].isdecimal() else f"the row '{row[0]}'"
    if len(row) < 3:
        return [f"{name} has {len(row)} cells, and needs a status and its tests or its reason"]
    status, proof = row[-2], row[-1]
    if status not in STATUSES:
        return [f"{name} has the status '{status}', which is none of {', '.join(sorted(STATUSES))}"]
    tests = [span for span in re.findall(r"`([^`]+)`", proof) if "/" in span]
    faults = []
    if status in PROVEN and not tests:
        faults.append(f"{name} says '{status}' and names no test")
    if not proof:
        faults.append(f"{name} says '{status}' without a reason")
    for test in tests:
        if test not in declared:
            faults.append(f"{name} names {test}, which no source declares")
        elif test not in ran:
            faults.append(f"{name} names {test}, which did not run")
    return faults


def main() -> int:
    document, tests, results = (pathlib.Path(argument) for argument in sys.argv[1:4])
    declared, ran = declared_tests(tests), run_tests(results)
    table = rows(document.read_text())
    numbers = [int(row[0]) for row in table if row[0].isdecimal()]
    faults = [f"row {number} is missing" for number in range(1, LAST_ROW + 1) if number not in numbers]
    faults += [f"row {number} is there {numbers.count(number)} times" for number in sorted(set(numbers))
               if numbers.count(number) > 1]
    faults += [f"row {number} is not in the checklist" for number in sorted(set(numbers))
               if not 1 <= number <= LAST_ROW]
    for row in table:
        faults += faults_of(row, declared, ran)
    for fault in faults:
        print(f"error: {document}: {fault}.")
    if faults:
        return 1
    statuses = [row[-2] for row in table]
    print("parity: " + ", ".join(f"{statuses.count(status)} {status}" for status in ("yes", "Windows only", "not in scope")))
    return 0


sys.exit(main())

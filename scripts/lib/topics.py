"""Says which public types and functions of a module its landing page does not name.

    topics.py SYMBOL_GRAPH LANDING_PAGE
"""

import json
import pathlib
import re
import sys


def main() -> int:
    graph = json.loads(pathlib.Path(sys.argv[1]).read_text())
    named = set(re.findall(r"^- ``([A-Za-z0-9_]+)", pathlib.Path(sys.argv[2]).read_text(), re.MULTILINE))
    public = {symbol["pathComponents"][0].split("(")[0] for symbol in graph["symbols"]}
    bare = [".".join(symbol["pathComponents"]) for symbol in graph["symbols"] if "docComment" not in symbol]
    for name in sorted(public - named):
        print(f"not on the landing page: {name}")
    for name in sorted(bare):
        print(f"without a comment: {name}")
    return 1 if public - named or bare else 0


sys.exit(main())

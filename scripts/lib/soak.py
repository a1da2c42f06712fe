"""Judges the lines of the soak probe: prints each check that fails, then `N passed, N failed`."""
import json
import sys

passed, failed = 0, 0


def check(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


reports = {report["test"]: report for report in map(json.loads, sys.stdin)}
soak, flood = reports.get("soak"), reports.get("flood")
check(soak is not None, "the soak has not printed its report")
if soak:
    for key in ("failures", "zombies", "orphans"):
        check(soak[key] == 0, f"{key}: {soak[key]}")
    for key in ("children", "descriptors"):
        before, after = soak[key]
        check(before == after, f"{key}: {before} before, {after} after")
    # The runtime's pool grows by a few threads when it likes, not with the runs.
    before, after = soak["threads"]
    check(after <= before + 4, f"threads: {before} before, {after} after")
    before, after = soak["rss_kb"]
    check(after - before < 4096, f"memory: {before} KiB before, {after} KiB after")
turns = reports.get("turns")
check(turns is not None, "the turns have not printed their report")
if turns:
    check(turns["failures"] == 0, f"turns: {turns['failures']} failures")
    before, after = turns["descriptors"]
    check(before == after, f"descriptors: {before} before the turns, {after} after")
    before, after = turns["threads"]
    check(after <= before + 4, f"threads: {before} before the turns, {after} after")
    before, after = turns["rss_kb"]
    check(after - before < 1024, f"memory: {before} KiB before the turns, {after} KiB after")
pool = reports.get("pool")
check(pool is not None, "the pool has not printed its report")
if pool:
    for key in ("failures", "zombies", "orphans"):
        check(pool[key] == 0, f"pool: {key}: {pool[key]}")
    check(pool["most_processes"] <= 4, f"pool: {pool['most_processes']} processes at once")
    before, after = pool["threads"]
    check(after <= before + 4, f"threads: {before} before the pooled runs, {after} after")
    before, after = pool["rss_kb"]
    check(after - before < 2048, f"memory: {before} KiB before the pooled runs, {after} KiB after")
check(flood is not None, "the flood has not printed its report")
if flood:
    # 4 MiB of unread lines is the default; what the reader itself needs comes on top.
    check(flood["stalled_growth_kb"] < 6 << 10, f"a stalled reader cost {flood['stalled_growth_kb']} KiB")
    check(flood["reading_growth_kb"] < 8 << 10, f"the reading cost {flood['reading_growth_kb']} KiB")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)

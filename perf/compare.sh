#!/usr/bin/env bash
# Compares this working tree with another commit, interleaved: is a change quicker or slower, and by more than the
# spread?
#
#   perf/compare.sh BASE [--reps N] [--steps STEP,...]      5 repetitions of tp,view,ctrl by default
#
# BASE is built from its own sources into .build-compare/<commit>, and measured by this tree's compare.py and stand-in.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

reps=5 steps=tp,view,ctrl base=''
while (($# > 0)); do
  case $1 in
  -h | --help)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  --reps) reps=${2:?--reps needs a number} && shift ;;
  --steps) steps=${2:?--steps needs a list} && shift ;;
  -*) die "perf/compare.sh does not know '$1': it takes BASE, --reps N and --steps LIST." ;;
  *) base=$1 ;;
  esac
  shift
done
[[ -n $base ]] || die "perf/compare.sh needs a commit to compare with, such as HEAD or main~3."
commit=$(git -C "$root" rev-parse --short --verify "$base^{commit}") || die "there is no commit '$base' here."

folder=$root/.build-compare/$commit
if [[ ! -x $folder/SDKDriver ]]; then
  rm -rf -- "$folder"
  mkdir -p -- "$folder/tree"
  git -C "$root" archive "$commit" | tar -xf - -C "$folder/tree"
  find_swift
  (
    export AGENT_CORE_ONLY=1 AGENT_BENCHMARKS=1
    arguments=(--package-path "$folder/tree" --scratch-path "$folder/build" -c release --static-swift-stdlib)
    swift build "${arguments[@]}" --product SDKDriver >&2
    cp -- "$(swift build "${arguments[@]}" --show-bin-path)/SDKDriver" "$folder/SDKDriver"
  )
  rm -rf -- "$folder/build" "$folder/tree"
fi
build_for_measuring

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
"$root/Benchmarks/Comparisons/compare.py" --cli "$cli" --steps "$steps" --reps "$reps" --json "$work/rows.json" \
  "base=$folder/SDKDriver" "here=$driver" >/dev/null
python3 - "$work/rows.json" "$commit" <<'PYTHON'
import json, statistics, sys

rows = {}
for row in json.load(open(sys.argv[1])):
    if row["name"] in ("base", "here") and row["value"] is not None:
        rows.setdefault((row["step"], row["case"]), {}).setdefault(row["name"], {})[row["rep"]] = row["value"]
print(f"| step | case | {sys.argv[2]} | here | here ÷ base (least to most) | |\n|---|---|---|---|---|---|")
for (step, case), names in rows.items():
    base, here = names.get("base", {}), names.get("here", {})
    ratios = sorted(here[rep] / base[rep] for rep in here if base.get(rep))
    if not ratios:
        continue
    # Beyond the spread: all repetitions agree on the direction.
    word = "slower" if ratios[0] > 1 else "better" if ratios[-1] < 1 else ""
    print(
        f"| {step} | {case} | {statistics.median(base.values()):.4g} | {statistics.median(here.values()):.4g} |"
        f" {statistics.median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}) | {word} |")
PYTHON

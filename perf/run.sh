#!/usr/bin/env bash
# Measures everything, judges it by the project's goals and writes a report: perf/reports/<date>-<commit>.md and .json,
# and the plots in perf/plots.
#
#   perf/run.sh [--quick] [NAME=COMMAND...]
#
# Interleaved with ours run the physical limit, libuv in C and the official Python SDK, which is fetched by pip into
# .build-peers. NAME=COMMAND is a further driver, see Benchmarks/Comparisons/compare.py. Takes under fifteen minutes
# after the build, and wants a machine that does nothing else. --quick takes one repetition instead of five: the figures
# are then worth little.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

reps=5
drivers=()
for argument in "$@"; do
  case $argument in
  -h | --help)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  --quick) reps=1 ;;
  *=*) drivers+=("$argument") ;;
  *) die "perf/run.sh does not know '$argument': it takes --quick and NAME=COMMAND." ;;
  esac
done

build_for_measuring
build_for_stages
build_for_real_cli
real=$("$root/scripts/setup")
peer=()
if find_peer_python; then peer=(--python "$python"); fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
report=$root/perf/reports/$(date -u +%Y-%m-%d)-$(git -C "$root" rev-parse --short HEAD)
mkdir -p "$root/perf/reports"
compare=$root/Benchmarks/Comparisons

# A part that fails leaves its rows out; the table then says that they were not measured.
part() {
  local name=$1
  shift
  say "$name"
  "$@" || say "error: $name: not all of it could be measured, see above."
}

part "1 of 5: against the limit and the peers" \
  "$compare/compare.py" --cli "$cli" --reps "$reps" \
  --steps tp,view,ctrl,ctrl-async,ctrl-actor,spawn,sess,main,start,idle,checkout \
  --json "$work/compare.json" --report "$work/compare.md" "${peer[@]}" "swift=$driver" "${drivers[@]}" >/dev/null
part "2 of 5: memory, sizes and crowds" \
  "$compare/compare.py" --cli "$cli" --reps "$((reps > 3 ? 3 : reps))" --steps stall,ballast,sizes,crowd,loops,sizing \
  --json "$work/curves.json" --report "$work/curves.md" "swift=$driver" >/dev/null
part "3 of 5: the stages of the hot path" \
  "$compare/stages.py" --stage-driver "$stages" --reps "$reps" --json "$work/stages.json" >"$work/stages.md"
part "4 of 5: the real CLI with the simulated API" \
  "$compare/real.py" --driver "$real_driver" --cli "$real" --reps "$reps" --json "$work/real.json" "${peer[@]}" >"$work/real.md"
part "5 of 5: what is counted" \
  "$root/perf/check" --json "$work/counts.json" >"$work/counts.txt" 2>&1
for file in compare curves stages real counts; do
  [[ -s $work/$file.json ]] || echo '[]' >"$work/$file.json"
  touch "$work/$file.md"
done

{
  # The one command that a reader gives, in the place of those that it has given.
  head -n 8 "$work/compare.md" | sed "s|^- command: .*|- command: \`perf/run.sh${*:+ $*}\`|"
  printf '\n## The goals\n\n'
  "$root/perf/targets.py" "$work"/{compare,curves,real,counts}.json
  printf '\n## All figures\n\n'
  sed -n '/^| step/,$p' "$work/compare.md"
  printf '\n## Sizes, crowds, loops, memory\n\n'
  sed -n '/^| step/,$p' "$work/curves.md"
  printf '\n## The stages\n\n'
  cat "$work/stages.md"
  printf '\n## The real CLI\n\n'
  grep -v '^- command' "$work/real.md"
  printf '\n## What is counted\n\n'
  # shellcheck disable=SC2016  # Markdown
  printf '```\n%s\n```\n' "$(grep -E '^(ok|FAILED)|passed' "$work/counts.txt")"
} >"$report.md"
python3 - "$work"/{compare,curves,stages,real,counts}.json >"$report.json" <<'PYTHON'
import json, sys

rows = [row for file in sys.argv[1:] for row in json.load(open(file))]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
PYTHON
"$root/perf/plot.py" --out "$root/perf/plots" "$report.json"
sed -n '/^## The goals/,/^## All figures/{/^## All figures/d;p}' "$report.md"
say "report: $report.md"

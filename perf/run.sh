#!/usr/bin/env bash
# Compares the SDK with the physical limit and writes a report: perf/reports/<date>-<commit>.md and .json.
#
#   perf/run.sh [--python PYTHON] [ARGUMENT...]
#
# PYTHON is one that has claude-agent-sdk installed: the official SDK then runs beside ours. Other arguments go to
# Benchmarks/Comparisons/compare.py, for example --reps 3 or another driver NAME=COMMAND. Takes about ten minutes, and
# wants a machine that does nothing else.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

case "${1:-}" in
-h | --help)
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
  exit 0
  ;;
esac

build_for_measuring
report=$root/perf/reports/$(date -u +%Y-%m-%d)-$(git -C "$root" rev-parse --short HEAD)
mkdir -p "$root/perf/reports"
"$root/Benchmarks/Comparisons/compare.py" --cli "$cli" --steps tp,view,spawn,sess --reps 5 \
  --json "$report.json" --report "$report.md" "$@" "swift=$driver"
{
  printf '\n## A consumer that reads nothing\n\n'
  # shellcheck disable=SC2016  # Markdown
  printf 'The child writes 50 MB (200,000 deltas); the consumer takes one message and stops (`SDKDriver stall`).\n\n'
  FAKE_CLI=$cli FAKE_N=200000 FAKE_SIZE=250 "$driver" stall | python3 "$root/perf/stall.py"
} >>"$report.md"
say "report: $report.md"

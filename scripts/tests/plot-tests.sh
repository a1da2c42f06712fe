# The plots of perf/plot.py, from made-up rows.
# shellcheck shell=bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

test_plots_are_drawn_the_same_from_the_same_rows() {
  try python3 "$scripts/../perf/plot.py" --self-check
  expect [ "$status" = 0 ]
  expect grep -qF "8 passed, 0 failed" out
}

run_tests_of_this_file

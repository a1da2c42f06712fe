# Running the Swift tests and knowing what ran. `swift test` also exits 0 when no test matched, so its counts come from
# the xUnit file, and every test target that declares a test must appear in it.
# shellcheck shell=bash

# A hang must end as a failure, with time left to report it.
test_limit=${CLAUDE_AGENT_TEST_LIMIT:-20m}

# run_swift_tests ARGUMENT...: `swift test` in the project's root with these arguments, its tests counted. The folder
# kept_results, where it is set, keeps what the run says about each test.
run_swift_tests() {
  local results status=0
  results=$(mktemp -d)
  # shellcheck disable=SC2154  # root: common.sh
  timeout --kill-after=30 "$test_limit" swift test --package-path "$root" --disable-xctest \
    --xunit-output "$results/run.xml" "$@" >&2 || status=$?
  [[ $status != 124 ]] || say "error: the tests took over $test_limit and were ended."
  count_xunit "$results" || status=1
  [[ -z ${kept_results:-} ]] || cp -- "$results"/*.xml "$kept_results" 2>/dev/null || true
  rm -rf -- "$results"
  return "$status"
}

# Sums the suites of every xUnit file in a folder. A run that crashed has left no file, or one without its last tests.
count_xunit() {
  local sums
  sums=$(python3 "$root/scripts/lib/xunit.py" "$1" "$root/Tests") || {
    say "$sums"
    return 1
  }
  # shellcheck disable=SC2086  # two numbers
  count $sums
}

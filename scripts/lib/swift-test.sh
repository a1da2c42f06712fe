# Running the Swift tests and knowing what ran. A run of no test succeeds too, so its counts come from
# the xUnit file, and every test target that declares a test must appear in it.
# shellcheck shell=bash

# A hang must end as a failure, with time left to report it.
test_limit=${CLAUDE_AGENT_TEST_LIMIT:-20m}

# What SwiftPM calls the program that holds every test.
tests_program=claude-agent-sdk-swiftPackageTests.xctest

# How many tests run at once. All of them at once, as `swift test` has it, is a queue of minutes before two threads when a
# sanitizer slows each down: a task that a test has begun then waits longer than the test's own patience.
tests_at_once=${CLAUDE_AGENT_TESTS_AT_ONCE:-16}

# run_swift_tests ARGUMENT...: runs the tests that `swift build --build-tests` has built with these arguments, and counts
# them. The folder kept_results, where it is set, keeps what the run says about each test. The program of the tests is run
# itself: `swift test` does not pass the number on.
run_swift_tests() {
  local results bin status=0
  # shellcheck disable=SC2154  # root: common.sh
  bin=$(swift build --package-path "$root" "$@" --show-bin-path) || return
  results=$(mktemp -d)
  (cd "$root" && exec timeout --kill-after=30 "$test_limit" "$bin/$tests_program" --testing-library swift-testing \
    --xunit-output "$results/run.xml" --experimental-maximum-parallelization-width "$tests_at_once") >&2 || status=$?
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

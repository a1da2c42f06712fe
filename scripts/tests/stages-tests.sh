# What a test run says of itself: counts, failures, and targets that did not run.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

with_stages() {
  bash -c 'set -euo pipefail; for f in common stages swift-test; do source "$0/lib/$f.sh"; done; eval "$1"' "$scripts" "$1"
}

xunit() {
  printf '<testsuites><testsuite name="r" tests="2">%s</testsuite></testsuites>\n' "$1" >"$2"
}

test_counts_are_summed_and_a_failed_stage_counts_once() {
  try with_stages 'a() { count 3 1; return 1; }; stage a a || true; stage b true; stage c false || true; report'
  expect [ "$status" = 1 ]
  expect [ "$(cat out)" = "3 passed, 2 failed" ]
  says "a: FAILED (4 checks)"
}

test_a_run_without_any_test_is_no_success() {
  try with_stages 'stage b true; report'
  expect [ "$status" = 1 ]
}

test_a_program_that_prints_no_counts_fails() {
  try with_stages 'stage b counting true || true; report'
  expect [ "$(cat out)" = "0 passed, 1 failed" ]
}

test_xunit_files_are_summed() {
  mkdir results
  xunit '<testcase classname="ATests.S" name="x"/><testcase classname="ATests.S" name="y"><failure/></testcase>' results/a.xml
  xunit '<testcase classname="BTests.S" name="z"/>' results/b.xml
  EXPECTED_TARGETS="ATests BTests" try "$python" "$scripts/lib/xunit.py" results .
  expect [ "$(cat out)" = "2 1" ]
}

test_a_target_that_did_not_run_is_named() {
  mkdir -p results Tests/GoneTests
  xunit '<testcase classname="ATests.S" name="x"/>' results/a.xml
  echo '@Test func f() {}' >Tests/GoneTests/F.swift
  try "$python" "$scripts/lib/xunit.py" results Tests
  expect [ "$status" = 1 ]
  expect grep -q "no test ran of GoneTests" out
}

test_what_a_run_says_of_each_test_is_kept_where_it_is_asked_for() {
  stub swift <<<'[[ " $* " != *" --show-bin-path "* ]] || echo "$PWD/bin"'
  mkdir bin
  cat >bin/claude-agent-sdk-swiftPackageTests.xctest <<'PROGRAM'
#!/bin/bash
while [[ $1 != --xunit-output ]]; do shift; done
echo '<a><testcase classname="ATests.S" name="x"/></a>' >"$2"
PROGRAM
  chmod +x bin/*.xctest
  mkdir kept
  EXPECTED_TARGETS=ATests kept_results=$PWD/kept try with_stages 'stage a run_swift_tests; report'
  expect [ "$(cat out)" = "1 passed, 0 failed" ]
  expect grep -q 'classname="ATests.S"' kept/run.xml
}

run_tests_of_this_file

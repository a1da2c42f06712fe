# Whether the checklist of docs/parity.md says what the tests show.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# parity ROW...: checks a document of these rows and of one good row for each other number, against two tests.
parity() {
  mkdir -p Tests/ATests results
  cat >Tests/ATests/A.swift <<'SWIFT'
@Suite struct ASuite {
  struct Case: Sendable { let name: String }

  @Test(arguments: [Case(name: "a")])
  func `it works`(_ one: Case) {}
  @Test(.disabled()) func `it is left out`() {}
}

extension ASuite.Case {
  func `no test`() {}
}

struct `A named suite` {
  @Test func plain() {}
}
SWIFT
  cat >results/run.xml <<'XML'
<testsuites><testsuite name="r" tests="2" skipped="1">
<testcase classname="ATests.ASuite" name="`it works`(_:)"/>
<testcase classname="ATests.ASuite" name="`it is left out`()"><skipped/></testcase>
<testcase classname="ATests.`A named suite`" name="plain()"/>
</testsuite></testsuites>
XML
  local number row
  {
    printf '| # | Feature | Status | Tests |\n|---|---|---|---|\n'
    for number in $(seq 1 "${last:-108}"); do
      for row in "$@"; do [[ $row != "| $number |"* ]] || continue 2; done
      printf '| %s | a feature | yes | `ASuite/it works`<br>`A named suite/plain` |\n' "$number"
    done
    printf '%s\n' "$@"
  } >parity.md
  try "$python" "$scripts/lib/parity.py" parity.md Tests results
}

complains() {
  expect [ "$status" = 1 ]
  expect grep -qF -- "$1" out
  expect [ "$(grep -c . out)" = "${2:-1}" ]
}

test_a_checklist_that_is_shown_is_summed() {
  parity '| 3 | f | Windows only | `ASuite/it works` |' '| 84 | f | not in scope | sessions on disk are for later |'
  expect [ "$status" = 0 ]
  expect [ "$(cat out)" = "parity: 106 yes, 1 Windows only, 1 not in scope" ]
}

test_a_row_that_is_missing_or_there_twice_is_named() {
  last=107 parity
  complains "row 108 is missing"
  parity '| 5 | f | yes | `ASuite/it works` |' '| 5 | f | yes | `ASuite/it works` |'
  complains "row 5 is there 2 times"
  parity '| 109 | f | yes | `ASuite/it works` |'
  complains "row 109 is not in the checklist"
}

test_a_status_that_is_unknown_is_named() {
  parity '| 7 | f | mostly | `ASuite/it works` |'
  complains "row 7 has the status 'mostly'"
  parity '| 7 | f | |  |'
  complains "row 7 has the status ''"
  parity '| 7 | f |'
  complains "row 7 has 2 cells"
}

test_a_claim_needs_a_test_and_a_refusal_a_reason() {
  parity '| 8 | f | yes | surely |'
  complains "row 8 says 'yes' and names no test"
  parity '| 8 | f | Windows only | see `flag` |'
  complains "row 8 says 'Windows only' and names no test"
  parity '| 8 | f | not in scope | |'
  complains "row 8 says 'not in scope' without a reason"
}

test_a_test_that_is_not_declared_or_did_not_run_is_named() {
  parity '| 9 | f | yes | `ASuite/it worked` |'
  complains "row 9 names ASuite/it worked, which no source declares"
  parity '| 9 | f | yes | `ASuite/it works`, `ASuite/it is left out` |'
  complains "row 9 names ASuite/it is left out, which did not run"
  parity '| 9 | f | yes | `ASuite.Case/no test` |'
  complains "row 9 names ASuite.Case/no test, which no source declares"
}

test_rows_without_a_number_are_held_to_the_same() {
  parity '' '| Feature | Status | Tests |' '|---|---|---|' '| an option | yes | `ASuite/gone` |'
  complains "the row 'an option' names ASuite/gone"
}

run_tests_of_this_file

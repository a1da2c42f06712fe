# Sourced by the script tests. A test is a function whose name begins with test_; it runs in a shell and a folder of its
# own, with commands of the system replaced by stubs, and fails when one of its commands fails.
# shellcheck shell=bash

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck disable=SC2034  # used by the tests
scripts=$(dirname -- "$here")
# shellcheck disable=SC2034
python=$(command -v python3)

# stub NAME: a command that runs the script on standard input. Found first on PATH.
stub() {
  mkdir -p stubs
  { printf '#!/usr/bin/env bash\n'; cat; } >"stubs/$1"
  chmod +x "stubs/$1"
}

# Runs a command with the stubs in front, both streams in the files out and err, and its status in $status.
try() {
  status=0
  # shellcheck disable=SC2034
  PATH="$PWD/stubs:/usr/bin:/bin" "$@" >out 2>err </dev/null || status=$?
}

expect() {
  "$@" || {
    printf 'expected: %s\n-- out:\n%s\n-- err:\n%s\n' "$*" "$(cat out 2>/dev/null)" "$(cat err 2>/dev/null)" >&2
    exit 1
  }
}

says() {
  expect grep -qF -- "$1" err
}

# Runs all tests of a file and prints the counts.
run_tests_of_this_file() {
  local name folder passed=0 failed=0
  for name in $(declare -F | sed -n 's/^declare -f \(test_\)/\1/p'); do
    folder=$(mktemp -d)
    mkdir "$folder/a room" # Every test runs in a path with a space.
    if (set -euo pipefail; cd "$folder/a room"; "$name"); then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      printf 'FAILED: %s\n' "$name" >&2
    fi
    rm -rf -- "$folder"
  done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [[ $failed == 0 ]]
}

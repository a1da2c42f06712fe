# The pinned CLI: downloaded once, verified, never left half done.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# A wheel with a small "binary", a pin file for it, and a pip that serves it and counts how often.
small_wheel() {
  mkdir -p served
  "$python" - "$1" <<'PY'
import sys, zipfile
with zipfile.ZipFile("served/agent-1.whl", "w") as wheel:
    wheel.writestr("package/claude", "#!/bin/sh\necho " + sys.argv[1] + "\n")
    wheel.writestr("package/other", "other")
PY
  stub python3 <<STUB
if [[ \$2 == pip ]]; then
  echo download >>"$PWD/downloads"
  while [[ \$1 != --dest ]]; do shift; done
  \${PAUSE:-true}
  exec cp "$PWD/served/agent-1.whl" "\$2/"
fi
exec "$python" "\$@"
STUB
}

pin() {
  local wheel=$1 binary=$2 key
  key=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
  printf '%s\n' "package agent" "package-version 1" "cli-version 9.9.9" "member package/claude" \
    "$key-wheel $wheel" "$key-binary $binary" >pin
}

served_sum() {
  sha256sum served/agent-1.whl | cut -d ' ' -f 1
}

binary_sum() {
  printf '#!/bin/sh\necho %s\n' "$1" | sha256sum | cut -d ' ' -f 1
}

good_wheel() {
  small_wheel one
  pin "$(served_sum)" "$(binary_sum one)"
}

install() {
  CLAUDE_AGENT_CACHE="$PWD/cache" CLAUDE_AGENT_PIN_FILE="$PWD/pin" bash -c \
    'set -euo pipefail; for f in common cli; do source "$0/lib/$f.sh"; done; install_cli' "$scripts"
}

nothing_is_left() {
  expect [ ! -e cache/cli/9.9.9/claude ]
  expect [ -z "$(find cache -name '.incoming*')" ]
}

test_the_cli_is_installed_and_its_path_is_all_that_is_printed() {
  good_wheel
  try install
  expect [ "$status" = 0 ]
  expect [ "$(cat out)" = "$PWD/cache/cli/9.9.9/claude" ]
  expect [ "$("$(cat out)")" = one ]
  expect [ -z "$(find cache -name '.incoming*')" ]
}

test_a_second_run_downloads_nothing() {
  good_wheel
  try install
  try install
  expect [ "$status" = 0 ]
  expect [ "$(wc -l <downloads)" = 1 ]
}

test_a_changed_binary_is_fetched_anew() {
  good_wheel
  try install
  echo "echo two" >>cache/cli/9.9.9/claude
  try install
  expect [ "$status" = 0 ]
  expect [ "$(cache/cli/9.9.9/claude)" = one ]
  expect [ "$(wc -l <downloads)" = 2 ]
}

test_a_binary_with_another_time_but_the_right_hash_is_kept() {
  good_wheel
  try install
  touch -d 2001-01-01 cache/cli/9.9.9/claude
  try install
  expect [ "$status" = 0 ]
  expect [ "$(wc -l <downloads)" = 1 ]
}

test_a_tampered_wheel_is_refused_and_cleaned() {
  small_wheel evil
  pin "$(binary_sum one)" "$(binary_sum evil)"
  try install
  expect [ "$status" = 1 ]
  says "does not have the pinned SHA-256"
  nothing_is_left
}

test_a_tampered_binary_is_refused_and_cleaned() {
  small_wheel evil
  pin "$(served_sum)" "$(binary_sum one)"
  try install
  expect [ "$status" = 1 ]
  says "the binary in agent-1.whl does not have the pinned SHA-256"
  nothing_is_left
}

test_no_network_is_said_in_a_sentence() {
  good_wheel
  stub python3 <<'STUB'
echo "Could not connect" >&2; exit 1
STUB
  try install
  expect [ "$status" = 1 ]
  says "pip could not download agent==1: check the network"
  nothing_is_left
}

test_an_unpinned_platform_is_said_before_anything_is_downloaded() {
  good_wheel
  stub uname <<'STUB'
if [[ $1 == -m ]]; then echo riscv64; else echo Linux; fi
STUB
  try install
  expect [ "$status" = 1 ]
  says "no 'linux-riscv64-binary'"
  expect [ ! -e downloads ]
}

test_two_at_once_download_once() {
  good_wheel
  export PAUSE="sleep 1"
  PATH="$PWD/stubs:/usr/bin:/bin" install >first 2>/dev/null &
  local other=$!
  try install
  expect wait "$other"
  expect [ "$status" = 0 ]
  expect cmp first out
  expect [ "$(wc -l <downloads)" = 1 ]
}

test_an_interrupted_download_leaves_nothing_and_the_next_one_works() {
  good_wheel
  # The stub ends its grandparent, as a person's Ctrl-C would, once the download has begun.
  stub pause <<'STUB'
kill -TERM "$(cut -d ' ' -f 4 "/proc/$PPID/stat")"; sleep 1
STUB
  PAUSE="pause" try install
  expect [ "$status" != 0 ]
  nothing_is_left
  try install
  expect [ "$status" = 0 ]
}

test_rubbish_of_a_killed_run_is_swept() {
  good_wheel
  mkdir -p cache/cli/.incoming.dead
  try install
  expect [ "$status" = 0 ]
  expect [ ! -e cache/cli/.incoming.dead ]
}

test_a_held_lock_is_not_waited_for_for_ever() {
  good_wheel
  mkdir -p cache/cli
  exec 8>cache/cli/.lock
  flock 8
  CLAUDE_AGENT_LOCK_PATIENCE=0 try install
  exec 8>&-
  expect [ "$status" = 1 ]
  says "another process has held"
}

run_tests_of_this_file

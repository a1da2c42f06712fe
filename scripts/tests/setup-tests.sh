# System packages and the Swift toolchain: what is missing is installed or named, what is there costs nothing.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# A machine where the named packages are missing; apt-get and sudo write down how they were called.
machine_without() {
  stub dpkg-query <<STUB
case " $* " in *" \${*: -1} "*) exit 1 ;; esac
printf installed
STUB
  stub apt-get <<STUB
echo "\$*" >>"$PWD/apt"
STUB
  stub python3 <<<'exit 0'
  stub id <<<"echo ${user:-0}"
  stub sudo <<<'exit 1'
}

install() {
  bash -c 'set -euo pipefail; for f in common system; do source "$0/lib/$f.sh"; done; install_system_packages' "$scripts"
}

require() {
  bash -c 'set -euo pipefail; for f in common swift; do source "$0/lib/$f.sh"; done; require_swift' "$scripts"
}

test_nothing_missing_means_no_apt() {
  machine_without nothing
  try install
  expect [ "$status" = 0 ]
  expect [ ! -e apt ]
}

test_only_what_is_missing_is_installed() {
  machine_without libuv1-dev
  try install
  expect [ "$status" = 0 ]
  expect grep -q 'install.* libuv1-dev$' apt
}

test_a_python_without_pip_gets_one() {
  machine_without nothing
  stub python3 <<<'exit 1'
  try install
  expect grep -q 'install.* python3 python3-pip$' apt
}

test_neither_root_nor_sudo_is_said_in_a_sentence() {
  user=1000 machine_without libsimdjson-dev
  try install
  expect [ "$status" = 1 ]
  says "neither root nor sudo is at hand: as root, run: apt-get install libsimdjson-dev"
  expect [ ! -e apt ]
}

test_sudo_without_a_password_is_used() {
  user=1000 machine_without libsimdjson-dev
  stub sudo <<'STUB'
[[ $1 == -n ]] && shift; exec "$@"
STUB
  try install
  expect [ "$status" = 0 ]
  expect grep -q 'install.* libsimdjson-dev$' apt
}

test_no_network_is_said_in_a_sentence() {
  machine_without libuv1-dev
  stub apt-get <<<'echo "Could not resolve the host" >&2; exit 100'
  try install
  expect [ "$status" = 1 ]
  says "apt-get update failed: check the network"
}

test_no_swift_is_said_in_a_sentence() {
  # `swift` may stand in a usual place of this machine: a PATH of stubs alone, and no usual place.
  sed -E 's#/opt/swift/usr/bin|/usr/local/swift/usr/bin#/nonexistent#g' "$scripts/lib/swift.sh" >swift.sh
  HOME="$PWD" try bash -c 'set -euo pipefail; source "$0/lib/common.sh"; source ./swift.sh; require_swift' "$scripts"
  expect [ "$status" = 1 ]
  says "no Swift toolchain on PATH: install Swift 6.3 or newer"
}

test_an_old_swift_is_said_in_a_sentence() {
  stub swift <<<'echo "Swift version 6.2.4 (swift-6.2.4-RELEASE)"'
  try require
  expect [ "$status" = 1 ]
  says "is version 6.2.4: install Swift 6.3 or newer"
}

test_a_newer_swift_will_do() {
  stub swift <<<'echo "Apple Swift version 6.10 (swift-6.10-RELEASE)"'
  try require
  expect [ "$status" = 0 ]
}

run_tests_of_this_file

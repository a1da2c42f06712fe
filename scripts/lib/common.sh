# Sourced by the scripts of this folder: where the project is, and how to speak to the person who runs them.
# shellcheck shell=bash

# shellcheck disable=SC2034  # used by those that source this file
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)

say() {
  printf '%s\n' "$*" >&2
}

# One sentence: what failed, where, and what to try.
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

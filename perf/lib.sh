# Sourced by the programs of this folder: the release build they measure.
# shellcheck shell=bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/lib/common.sh"
source "$root/scripts/lib/swift.sh"

# Builds the driver and the stand-in CLI the way a server would ship them; sets `driver` and `cli`.
build_for_measuring() {
  local arguments=(--package-path "$root" -c release --static-swift-stdlib --scratch-path "$root/.build-bench") product bin
  find_swift
  export AGENT_CORE_ONLY=1 AGENT_BENCHMARKS=1
  for product in SDKDriver fake-claude; do
    swift build "${arguments[@]}" --product "$product" >&2
  done
  bin=$(swift build "${arguments[@]}" --show-bin-path)
  # shellcheck disable=SC2034  # used by those that source this file
  driver=$bin/SDKDriver cli=$bin/fake-claude
}

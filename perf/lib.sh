# Sourced by the programs of this folder: the release builds they measure, and the peers.
# shellcheck shell=bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/lib/common.sh"
source "$root/scripts/lib/swift.sh"

# Builds products the way a server would ship them; sets `bin` to their folder. With everything in the graph when `core`
# is no.
build_products() {
  local core=$1 scratch=$root/.build-bench product
  local arguments=(-c release --static-swift-stdlib)
  shift
  find_swift
  export AGENT_BENCHMARKS=1 AGENT_CORE_ONLY=1
  if [[ $core == no ]]; then
    unset AGENT_CORE_ONLY
    scratch=$root/.build-bench-all
  fi
  arguments+=(--package-path "$root" --scratch-path "$scratch")
  for product in "$@"; do
    swift build "${arguments[@]}" --product "$product" >&2
  done
  bin=$(swift build "${arguments[@]}" --show-bin-path)
}

# The driver and the stand-in CLI; sets `driver` and `cli`.
build_for_measuring() {
  build_products yes SDKDriver fake-claude
  # shellcheck disable=SC2034  # used by those that source this file
  driver=$bin/SDKDriver cli=$bin/fake-claude
}

# The driver of single stages; sets `stages`.
build_for_stages() {
  build_products yes StageDriver
  # shellcheck disable=SC2034
  stages=$bin/StageDriver
}

# The driver of the real CLI, which brings the simulated API; sets `real_driver`.
build_for_real_cli() {
  build_products no RealDriver
  # shellcheck disable=SC2034
  real_driver=$bin/RealDriver
}

# The official SDK in a folder of this project's, and a python that finds it there; sets `python`. False, and said, when
# pip cannot get it.
find_peer_python() {
  local version folder
  version=$(sed -n 's/^package-version //p' "$root/scripts/cli.pin")
  folder=$root/.build-peers/python-$version
  if [[ ! -d $folder ]]; then
    say "fetching claude-agent-sdk $version for the comparison"
    rm -rf -- "$folder.incoming"
    if ! python3 -m pip install --quiet --disable-pip-version-check --target "$folder.incoming" \
      "claude-agent-sdk==$version" >&2; then
      say "the official SDK could not be fetched: its rows will say that they were not measured."
      return 1
    fi
    # A program, not a variable: the comparison with the real CLI starts everything with an environment from nothing.
    printf '#!/bin/sh\nPYTHONPATH=%s exec python3 "$@"\n' "$(printf '%q' "$folder")" >"$folder.incoming/python"
    chmod +x "$folder.incoming/python"
    mv -T -- "$folder.incoming" "$folder"
  fi
  # shellcheck disable=SC2034
  python=$folder/python
}

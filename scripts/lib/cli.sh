# The pinned Claude Code CLI: downloaded with pip, verified, unpacked into a cache of the project's own.
#
#   CACHE/cli/VERSION/claude            the binary; appears whole, by a rename, or not at all
#   CACHE/cli/VERSION/claude.verified   its hash, size and time when it was last hashed: hashing 380 MB at each run
#                                       would take a second that nobody gets anything for
#   CACHE/cli/.lock                     held by whoever downloads
#   CACHE/cli/.incoming.*               work in progress; without the lock's holder it is rubbish
# shellcheck shell=bash

# shellcheck disable=SC2154  # root: common.sh
pin_file=${CLAUDE_AGENT_PIN_FILE:-$root/scripts/cli.pin}
cli_cache=${CLAUDE_AGENT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/claude-agent-sdk-swift}/cli
# How long to wait, in seconds, for another process that downloads.
cli_lock_patience=${CLAUDE_AGENT_LOCK_PATIENCE:-900}

# The value of a key in the pin file.
pinned() {
  local value
  value=$(sed -n "s/^$1 //p" "$pin_file")
  [[ -n $value ]] || die "$pin_file has no '$1': this platform ($(uname -s) $(uname -m)) has no pinned CLI."
  printf '%s\n' "$value"
}

platform_key() {
  printf '%s-%s\n' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$(uname -m)"
}

sha256_of() {
  sha256sum -- "$1" | cut -d ' ' -f 1
}

# Size and time of a file: when neither has changed, nor has the file.
print_of() {
  stat -c '%s %Y' -- "$1"
}

# True when the binary is there and is the pinned one. Hashes it only when its size or time is not the stamped one.
cli_is_verified() {
  local binary=$1 expected=$2
  [[ -f $binary && -x $binary ]] || return 1
  [[ -f $binary.verified && $(<"$binary.verified") == "$expected $(print_of "$binary")" ]] && return 0
  [[ $(sha256_of "$binary") == "$expected" ]] || return 1
  stamp_cli "$binary" "$expected"
}

stamp_cli() {
  printf '%s\n' "$2 $(print_of "$1")" >"$1.verified.$$"
  mv -f -- "$1.verified.$$" "$1.verified"
}

download_wheel() {
  local folder=$1 requirement
  requirement="$(pinned package)==$(pinned package-version)"
  say "setup: downloading $requirement (about 170 MB)"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --platform "manylinux_2_17_$(uname -m)" --dest "$folder" "$requirement" >&2 \
    || die "pip could not download $requirement: check the network (or pip's index settings), then run this again."
}

# Unpacks the binary of a verified wheel into the folder, verifies it, and puts it in its place.
unpack_wheel() {
  local folder=$1 wheel=$2 binary=$3 key=$4 unpacked
  [[ $(sha256_of "$wheel") == "$(pinned "$key-wheel")" ]] \
    || die "the wheel $(basename -- "$wheel") does not have the pinned SHA-256, so it was thrown away:" \
      "if pip uses a mirror, the mirror serves another file."
  python3 -m zipfile -e "$wheel" "$folder/unpacked" >&2 \
    || die "the wheel could not be unpacked in $folder: it takes 550 MB there; free some space, or set CLAUDE_AGENT_CACHE."
  unpacked=$folder/unpacked/$(pinned member)
  [[ -f $unpacked && $(sha256_of "$unpacked") == "$(pinned "$key-binary")" ]] \
    || die "the binary in $(basename -- "$wheel") does not have the pinned SHA-256, so it was thrown away: correct $pin_file."
  chmod 0755 "$unpacked"
  mkdir -p -- "$(dirname -- "$binary")"
  mv -fT -- "$unpacked" "$binary"
  stamp_cli "$binary" "$(pinned "$key-binary")"
}

# Under the lock: whoever came second finds the work done.
fetch_cli() (
  local binary=$1 key=$2 folder wheel
  exec 9>"$cli_cache/.lock"
  flock -w "$cli_lock_patience" 9 \
    || die "another process has held $cli_cache/.lock for $cli_lock_patience s: end it, then run this again."
  if cli_is_verified "$binary" "$(pinned "$key-binary")"; then exit 0; fi
  rm -rf -- "$cli_cache"/.incoming.*
  folder=$(mktemp -d "$cli_cache/.incoming.XXXXXX")
  # shellcheck disable=SC2064  # the folder's name is known now
  trap "rm -rf -- $(printf '%q' "$folder")" EXIT
  trap 'exit 130' INT TERM HUP
  download_wheel "$folder"
  for wheel in "$folder"/*.whl; do
    unpack_wheel "$folder" "$wheel" "$binary" "$key"
  done
)

# Prints the path of the verified binary, after fetching it when it is not there.
install_cli() {
  local key version hash binary
  key=$(platform_key)
  version=$(pinned cli-version)
  hash=$(pinned "$key-binary")
  binary=$cli_cache/$version/claude
  if ! cli_is_verified "$binary" "$hash"; then
    mkdir -p -- "$cli_cache" || die "$cli_cache cannot be made: set CLAUDE_AGENT_CACHE to a folder you may write to."
    fetch_cli "$binary" "$key"
    say "setup: the CLI $version is in $binary"
  fi
  printf '%s\n' "$binary"
}

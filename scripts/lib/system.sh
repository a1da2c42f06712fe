# The system packages that a build needs, by apt where something is missing. Nothing here touches the network when all
# is in place.
# shellcheck shell=bash

# What the build itself needs; the last four are what a Swift toolchain loads when it runs.
system_packages=(
  libuv1-dev libsimdjson-dev pkg-config git ca-certificates binutils g++ libc6-dev
  libcurl4 libxml2 libsqlite3-0 libncurses6
)

installed_package() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Prints, one a line, the packages that are not there. A python3 that is not Debian's is as good when it has pip.
missing_packages() {
  local package
  for package in "$@"; do
    installed_package "$package" || printf '%s\n' "$package"
  done
  has_pip || printf '%s\n' python3 python3-pip
}

has_pip() {
  python3 -c 'import sys, importlib.util as u; sys.exit(u.find_spec("pip") is None)' 2>/dev/null
}

# Runs a command as root: directly, or by sudo, which may ask for a password only on a terminal.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    sudo "$@"
  fi
}

may_become_root() {
  [[ $(id -u) == 0 ]] && return
  command -v sudo >/dev/null || return
  sudo -n true 2>/dev/null || [[ -t 0 ]]
}

# True when apt has no lists, or none younger than a week.
package_lists_are_stale() {
  [[ -z $(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -7 -print -quit 2>/dev/null) ]]
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

update_package_lists() {
  apt update || die "apt-get update failed: check the network and /etc/apt/sources.list, then run this again."
}

# Without apt we cannot install, but we can still say what a build would stumble over.
require_libraries_without_apt() {
  local name
  for name in libuv simdjson; do
    pkg-config --exists "$name" 2>/dev/null \
      || die "$name is missing and this system has no apt-get: install its development package, then run this again."
  done
  has_pip \
    || die "python3 with pip is missing and this system has no apt-get: install both, then run this again."
}

install_system_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    require_libraries_without_apt
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "${system_packages[@]}" "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  may_become_root || die "these system packages are missing and neither root nor sudo is at hand:" \
    "as root, run: apt-get install ${missing[*]}"
  say "setup: installing ${missing[*]}"
  if package_lists_are_stale; then update_package_lists; fi
  if ! apt install --no-install-recommends "${missing[@]}"; then
    say "setup: apt-get install failed; once more with fresh package lists"
    update_package_lists
    apt install --no-install-recommends "${missing[@]}" \
      || die "apt-get could not install ${missing[*]}: read its message above, mend that, then run this again."
  fi
}

# The Swift toolchain: found, never installed.
# shellcheck shell=bash

lowest_swift=6.3

# Puts the toolchain's folder on PATH when `swift` is not there already but stands in a usual place.
find_swift() {
  local folder
  command -v swift >/dev/null && return
  for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin "${HOME:-/nonexistent}/.local/share/swiftly/bin"; do
    if [[ -x $folder/swift ]]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  die "no Swift toolchain on PATH: install Swift $lowest_swift or newer (https://www.swift.org/install), then run this again."
}

require_swift() {
  find_swift
  local text version
  text=$(swift --version 2>&1) \
    || die "$(command -v swift) does not run: its first words are '${text:0:200}'; reinstall the toolchain."
  version=$(sed -nE 's/.*Swift version ([0-9]+\.[0-9]+(\.[0-9]+)?).*/\1/p' <<<"$text" | head -n 1)
  [[ -n $version ]] || die "$(command -v swift) does not say its version: install Swift $lowest_swift or newer."
  [[ $(printf '%s\n' "$lowest_swift" "$version" | sort -V | head -n 1) == "$lowest_swift" ]] \
    || die "$(command -v swift) is version $version: install Swift $lowest_swift or newer and put it first on PATH."
}

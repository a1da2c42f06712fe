#!/usr/bin/env bash
# The walls of docs/architecture.md, each a search: what may be named in which folder. The compiler checks the direction
# between targets; it checks nothing between folders.
#
#   scripts/check-walls.sh [ROOT]
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
cd -- "${1:-$root}"

faults=0

fault() {
  faults=$((faults + 1))
  say "wall: $1"
  sed 's/^/    /' >&2
}

# The files of a kind below some folders, those that exist: files '*.swift' FOLDER...
files() {
  local pattern=$1 folder
  shift
  for folder in "$@"; do
    [[ ! -e $folder ]] || find "$folder" -name '.build*' -prune -o -name "$pattern" -type f -print0
  done
}

# wall SENTENCE PATTERN ALLOWED FOLDER...: no Swift code below the folders may match the pattern, but in files whose
# path matches ALLOWED. Comments do not count.
wall() {
  local sentence=$1 pattern=$2 allowed=$3 found
  shift 3
  found=$(files '*.swift' "$@" | xargs -0 -r grep -nE "$pattern" /dev/null \
    | grep -vE '^[^:]+:[0-9]+: *//' | { [[ -z $allowed ]] && cat || grep -vE "^($allowed)"; } || true)
  [[ -z $found ]] || fault "$sentence" <<<"$found"
}

transport=Sources/FastTransport
sdk=Sources/ClaudeAgentSDK
swift_ours=(Sources/FastTransport Sources/ClaudeAgentSDK Sources/ClaudeAgentTestKit)

# Files outside the rooms that hold pointers, each with its reason: the scan of a line and its kind run over a slab's
# bytes where they lie; a lock-free stack holds its nodes by hand; the inbox fills the reader's claimed room.
pointer_files='Framing/(LineReader|LineClassifier)|Handoff/(AtomicStack|FrameInbox)'
# Files outside Handoff that hold an atomic, each with its reason: counters that several threads keep (budget, slabs,
# connections, unwritten bytes), the loop's own identity, flags of "only once" (start or end of a transport, who reads a
# conversation, whether a client is being closed), the end of a turn as its reader sees it, the end of a pooled process as
# whoever takes it sees it, and the lock of the test kit.
atomic_files='FastTransport/(FrameChannel|Framing/LineBudget|Memory/Slab|Memory/SlabPool|TransportMetrics|Loop/EventLoop)'
atomic_files+='|ClaudeAgentSDK/(Client/(QueryRun|ConversationReader|ClientLink)|Transport/ProcessTransport|Wire/(Once|TurnState)|Pool/Occupant)|ClaudeAgentTestKit/Guarded'

what_a_file_may_name() {
  wall "pointers stay in Memory, Loop, JSON and at the C calls of Pipes, Process and Files" \
    '\bunsafe\b|Unsafe[A-Za-z]*Pointer|OpaquePointer' \
    "$transport/((Memory|Loop|JSON|Pipes|Process|Files)/|($pointer_files)[.])" "$transport" "$sdk"
  wall "libuv is named in Loop, Pipes and Process only" \
    '\b(uv|cuv)_[a-z]|\bUV_[A-Z]|import CUV' "$transport/(Loop|Pipes|Process)/" Sources
  wall "simdjson is named in JSON only" '\bcsj_[a-z]|import CSimdJSON' "$transport/JSON/" Sources
  wall "atomics stay in Handoff, and in the files named beside this wall" \
    '\bAtomic<|AtomicLazyReference|atomicMemoryFence' \
    "($transport/Handoff/|Sources/($atomic_files)[.])" "${swift_ours[@]}"
  wall "no Foundation in the core, the SDK or the test kit" 'import Foundation' '' "${swift_ours[@]}"
  wall "FastTransport never appears in a public signature" \
    '(public import|@_exported import) +(FastTransport|CUV|CSpawn|CSimdJSON)' '' Sources
  wall "the SDK and what stands on it reach C through FastTransport" \
    'import (CUV|CSpawn|CSimdJSON)' "$transport/" Sources
  # The names of threads and processes, which are literals, are for whoever looks at the machine.
  wall "the transport has never heard of Claude" '^[^"]*([Cc]laude|[Aa]nthropic)' '' "$transport"
}

what_no_source_may_hold() {
  wall "nothing in Sources may trap on bad input" '\btry!|\bas!|\bfatalError\(' '' Sources
  local found
  found=$(files '*' Sources | xargs -0 -r grep -nE '\b(TODO|FIXME|XXX)\b' /dev/null || true)
  [[ -z $found ]] || fault "what is unfinished is not in Sources, nor in its comments" <<<"$found"
}

# The patterns are written so that they do not match themselves.
what_the_project_may_not_hold() {
  local found
  found=$({
    files '*.swift' Package.swift Sources Tests Benchmarks Examples
    files '*.md' README.md CONTRIBUTING.md CHANGELOG.md docs perf Examples
    files '*' scripts .ci
  } | xargs -0 -r grep -nIE '/wor[k]/|/tmp/tea[m]|/opt/swif[t]-packages|/roo[t]/|pypi[.]or[g]|pythonhoste[d]' /dev/null || true)
  [[ -z $found ]] || fault "no path of a machine and no host of a registry is in the project" <<<"$found"
}

how_long_a_file_may_be() {
  local found
  found=$(files '*.swift' Sources Tests Benchmarks Examples | xargs -0 -r awk '
    FNR == 601 { print FILENAME ": over 600 lines" }' /dev/null)
  [[ -z $found ]] || fault "no file is over 600 lines" <<<"$found"
}

# Lowest first. A folder may use those before it.
floors=(. Errors Messages Commands Callbacks Tools Permissions Hooks Skills Store Installation Observability Options
  Transport Wire Pool Client Sessions Batch Cache Orchestration)

# Upward references that are known, as FOLDER:TYPE. The list may only become shorter.
known_upward="Observability:TransportEnd Options:SettingsMerge Options:CommandLine"

# A type declared at the top level of a folder is not named in an earlier folder, but where that folder has one of the
# same name inside a type of its own. Comments and literals do not count.
which_folder_may_use_which() {
  local found
  [[ -d $sdk ]] || return 0
  # shellcheck disable=SC2016  # the dollars are awk's
  found=$(files '*.swift' "$sdk" | sort -z | xargs -0 -r awk -v base="$sdk/" -v order="${floors[*]}" -v known="$known_upward" '
    BEGIN { n = split(order, names, " "); for (i = 1; i <= n; i++) rank[names[i]] = i; split(known, list, " "); for (i in list) accepted[list[i]] = 1 }
    FNR == 1 {
      rest = substr(FILENAME, length(base) + 1)
      folder = rest ~ /\// ? substr(rest, 1, index(rest, "/") - 1) : "."
      if (!(folder in rank) && folder !~ /[.]docc$/ && !(folder in told)) {
        told[folder] = 1; print base folder ": this folder has no floor; give it one in scripts/check-walls.sh"
      }
    }
    {
      line = $0
      gsub(/"([^"\\]|\\.)*"/, "\"\"", line); sub(/\/\/.*/, "", line)
      if (match(line, /^(@[A-Za-z]+ )*((public|package|internal|final|indirect) )*(struct|class|enum|actor|protocol|typealias) +[A-Z][A-Za-z0-9_]*/)) {
        name = substr(line, RSTART, RLENGTH); sub(/.* /, "", name)
        if (!(name in home)) home[name] = folder
        else if (home[name] != folder) home[name] = ""
      }
      if (match(line, /^ .*(struct|class|enum|actor|protocol|typealias) +[A-Z][A-Za-z0-9_]*/)) {
        name = substr(line, RSTART, RLENGTH); sub(/.* /, "", name); inner[name, folder] = 1
      }
      count = split(line, words, /[^A-Za-z0-9_]+/)
      for (i = 1; i <= count; i++) if (words[i] ~ /^[A-Z]/) {
        key = words[i] SUBSEP folder
        if (!(key in seen)) seen[key] = FILENAME ":" FNR
      }
    }
    END {
      for (key in seen) {
        split(key, part, SUBSEP)
        at = home[part[1]]
        if (at != "" && at in rank && part[2] in rank && !(key in inner) && !((part[2] ":" part[1]) in accepted) && rank[at] > rank[part[2]])
          print seen[key] ": " part[2] " names " part[1] " of " at
      }
    }' /dev/null | sort)
  [[ -z $found ]] || fault "a folder of ClaudeAgentSDK uses only folders below it" <<<"$found"
}

what_a_file_may_name
what_no_source_may_hold
what_the_project_may_not_hold
how_long_a_file_may_be
which_folder_may_use_which

[[ $faults == 0 ]] || die "$faults walls are broken: move the code to the room that may hold it."

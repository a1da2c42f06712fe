# Each wall falls when it is broken, and only then.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

file() {
  mkdir -p "$(dirname "$1")"
  cat >>"$1"
}

check() {
  try bash "$scripts/check-walls.sh" "$PWD"
}

stands() {
  check
  expect [ "$status" = 0 ]
}

# breaks SENTENCE FILE LINE: with this line in this file the wall of that sentence is broken.
breaks() {
  file "$2" <<<"$3"
  check
  expect [ "$status" = 1 ]
  says "wall: $1"
  rm "$2"
  stands
}

test_a_tidy_project_stands() {
  file Sources/FastTransport/Loop/EventLoop.swift <<<'import CUV
let x = unsafe uv_loop_init(p)'
  file Sources/ClaudeAgentSDK/Errors/E.swift <<<'public struct ClaudeAgentError { let text = "ClaudeClient" } // of ClaudeClient'
  file Sources/ClaudeAgentSDK/Client/C.swift <<<'public actor ClaudeClient { let e: ClaudeAgentError }'
  stands
}

test_pointers_and_c_stay_in_their_rooms() {
  breaks "pointers stay" Sources/FastTransport/Framing/Line.swift 'let p = unsafe q'
  breaks "pointers stay" Sources/FastTransport/FrameChannel.swift 'let p = unsafe q'
  breaks "pointers stay" Sources/ClaudeAgentSDK/Wire/W.swift 'let p: UnsafeRawPointer'
  breaks "libuv is named" Sources/FastTransport/Memory/M.swift '  uv_read_stop(x)'
  breaks "simdjson is named" Sources/FastTransport/Loop/L.swift 'csj_parse(x)'
  breaks "the SDK and what" Sources/ClaudeAgentSDK/Wire/W.swift 'import CSpawn'
}

test_atomics_foundation_and_public_imports() {
  breaks "atomics stay" Sources/FastTransport/Loop/LoopTimer.swift 'let a = Atomic<Int>(0)'
  breaks "no Foundation" Sources/ClaudeAgentSDK/Wire/W.swift 'import FoundationEssentials'
  breaks "FastTransport never" Sources/ClaudeAgentSDK/Wire/W.swift 'public import FastTransport'
  breaks "the transport has never heard" Sources/FastTransport/Loop/L.swift 'let claudeLoop = "x"'
}

test_traps_and_unfinished_work() {
  breaks "nothing in Sources may trap" Sources/ClaudeAgentCLI/C.swift 'let x = try! f()'
  breaks "nothing in Sources may trap" Sources/ClaudeAgentCLI/C.swift '  fatalError("no")'
  breaks "what is unfinished" Sources/ClaudeAgentCLI/C.swift "// TO""DO: later"
}

test_machine_paths_and_long_files() {
  breaks "no path of a machine" Tests/A.swift "let p = \"/wor""k/main\""
  mkdir -p Sources/X
  seq 601 >Sources/X/Long.swift
  check
  says "wall: no file is over 600 lines"
}

test_a_folder_uses_only_folders_below_it() {
  file Sources/ClaudeAgentSDK/Client/C.swift <<<'public final class ClaudeClient {}'
  breaks "a folder of ClaudeAgentSDK" Sources/ClaudeAgentSDK/Wire/W.swift 'let c: ClaudeClient'
  breaks "a folder of ClaudeAgentSDK" Sources/ClaudeAgentSDK/Novel/N.swift 'let x = 1'
}

run_tests_of_this_file

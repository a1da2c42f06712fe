# scripts/run: the prompt reaches the tool as it was typed, and standard output is the answer alone.
# shellcheck shell=bash disable=SC2016
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# A copy of the scripts whose set-up is done and whose tool prints its arguments, one a line.
project() {
  mkdir -p project/scripts/lib bin
  cp "$scripts/run" project/scripts/
  cp "$scripts"/lib/*.sh project/scripts/lib/
  printf '#!/bin/sh\necho "setting up" >&2\necho /the/claude\n' >project/scripts/setup
  printf '#!/bin/sh\nprintf "<%%s>\\n" "$CLAUDE_AGENT_CLI" "$@"\n' >bin/claude-agent
  chmod +x project/scripts/setup bin/claude-agent
  stub swift <<STUB
case " \$* " in *" --show-bin-path "*) echo "$PWD/bin" ;; *) echo Compiling ;; esac
STUB
}

prints() {
  expect [ "$(cat out)" = "$(printf '<%s>\n' /the/claude query "$@")" ]
}

test_several_words_are_one_prompt() {
  project
  try project/scripts/run red fox 7431
  prints --simulate -- "red fox 7431"
}

test_quotes_and_blanks_survive() {
  project
  try project/scripts/run "it's  \"so\" \$HOME * ;"
  prints --simulate -- "it's  \"so\" \$HOME * ;"
}

test_a_leading_dash_survives() {
  project
  try project/scripts/run "-5 + 3"
  prints --simulate -- "-5 + 3"
  try project/scripts/run -- --help
  prints --simulate -- --help
}

test_live_drops_the_simulation() {
  project
  try project/scripts/run --live hello --live
  prints -- "hello --live"
  says "live, on your own account"
}

test_no_prompt_is_a_usage_error() {
  project
  try project/scripts/run
  expect [ "$status" = 64 ]
  says "scripts/run [--live]"
}

test_a_failed_build_is_said_in_a_sentence() {
  project
  stub swift <<<'echo "error: no" ; exit 1'
  try project/scripts/run hello
  expect [ "$status" = 1 ]
  says "the release build"
  expect [ ! -s out ]
}

run_tests_of_this_file

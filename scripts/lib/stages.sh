# Stages of a long run: each is timed, none is skipped in silence, and a failure does not stop the next.
# shellcheck shell=bash

passed=0
failed=0
timings=()

# count PASSED FAILED: adds to the totals of the run. Called by a stage that counts things itself.
count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  counted=$((counted + $1 + $2))
}

# stage NAME COMMAND...: runs the command and keeps its time. A stage that fails without having counted a failure counts
# as one.
stage() {
  local name=$1 before=$failed start=$EPOCHREALTIME status=0 verdict=ok took
  shift
  counted=0
  say ""
  say "== $name"
  "$@" || status=$?
  if [[ $status != 0 && $failed == "$before" ]]; then failed=$((failed + 1)); fi
  if [[ $failed != "$before" ]]; then verdict=FAILED; fi
  took=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%7.1f s", b - a }')
  if [[ $counted != 0 ]]; then verdict+=" ($counted checks)"; fi
  timings+=("$took  $name: $verdict")
  say "== $name: $verdict,$took"
  [[ $verdict != FAILED* ]]
}

absent() {
  timings+=("      not  $1: $2")
  say ""
  say "== $1: $2"
}

# The last lines of a run. Only the very last goes to standard output.
report() {
  say ""
  say "time of each stage:"
  printf '  %s\n' "${timings[@]}" >&2
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [[ $failed == 0 && $passed != 0 ]]
}

# Counts the last "N passed, N failed" that a command prints; a command that prints none has failed.
counting() {
  local log status=0 line
  log=$(mktemp)
  "$@" | tee "$log" >&2 || status=$?
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1 || true)
  rm -f -- "$log"
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  else
    say "error: $1 did not end with its counts, so nothing is known of its checks."
    return 1
  fi
  return "$status"
}

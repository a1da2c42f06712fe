#include "replay.h"

#include <signal.h>

#include "gated.h"
#include "idmap.h"
#include "input.h"
#include "output.h"
#include "process.h"
#include "recording.h"
#include "timeline.h"

// Whether the recorded host closed the input. Without a timeline it is taken to have done so.
static bool input_was_ended(const Recording *recording) {
  Slice timeline = text_slice(&recording->timeline);
  if (timeline.count == 0) return true;
  TimelineEntry entry;
  while (timeline_next(&timeline, &entry)) {
    if (entry.kind == TIMELINE_END_OF_INPUT) return true;
  }
  return false;
}

// Waits for the request that the line answers. When the input ends without it, the line stays as it is.
static void write_answer(Slice line) {
  static Text answer;
  text_clear(&answer);
  while (!idmap_add_answer(&answer, line)) {
    Slice input;
    if (!in_line(&input)) {
      text_add_slice(&answer, line);
      break;
    }
    HostLine host = control_read(input);
    if (host.kind == HOST_REQUEST) idmap_note(&host);
  }
  out_text(&answer);
}

static void play_freely(const Recording *recording) {
  Slice rest = text_slice(&recording->lines);
  // Where the bytes begin that are not written yet; lines that need no change go out together.
  const char *from = rest.at;
  const char *start = rest.at;
  Slice line;
  while (slice_take_line(&rest, &line)) {
    Slice whole = {start, (size_t)(rest.at - start)};
    start = rest.at;
    if (!idmap_is_answer(whole)) continue;
    // The host may answer what it has read before it asks for more.
    out_bytes(from, (size_t)(whole.at - from));
    write_answer(whole);
    from = rest.at;
  }
  out_bytes(from, (size_t)(rest.at - from));
}

int replay_run(const char *folder) {
  Recording recording = recording_open(folder);
  const char *copy = env_text("FAKE_REPLAY_INPUT", NULL);
  if (copy != NULL) in_keep(copy);
  // The CLI ends with 143 or 129 when it is told to end; a replay may be told so at another moment.
  if (recording.code == 128 + SIGTERM) process_exit_on_term(recording.code);

  bool is_gated = env_number("FAKE_REPLAY_GATE", 0) != 0;
  idmap_learn(text_slice(&recording.host), is_gated ? "all" : env_text("FAKE_REPLAY_IDS", "all"));
  if (is_gated) {
    gated_play(&recording);
  } else {
    err_bytes(recording.words.at, recording.words.count);
    play_freely(&recording);
  }
  if (recording.signal > 0) process_die_by_signal(recording.signal);
  if (!is_gated && input_was_ended(&recording)) in_drain();
  return recording.code;
}

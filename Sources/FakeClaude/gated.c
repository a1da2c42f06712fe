#include "gated.h"

#include "gate.h"
#include "idmap.h"
#include "output.h"
#include "signals.h"
#include "timeline.h"

static Slice host;
static Slice lines;
static Slice words;

// Lines that no gate stands between go out in one write.
static Text pending;

static void flush(void) {
  out_text(&pending);
  text_clear(&pending);
}

// The next line of a part with its newline, if it has one.
static Slice take_whole_line(Slice *part) {
  const char *from = part->at;
  Slice line;
  return slice_take_line(part, &line) ? (Slice){from, (size_t)(part->at - from)} : (Slice){"", 0};
}

static void add_line(void) {
  Slice line = take_whole_line(&lines);
  if (!idmap_is_answer(line) || !idmap_add_answer(&pending, line)) text_add_slice(&pending, line);
}

static void write_words(void) {
  Slice line = take_whole_line(&words);
  flush();
  err_bytes(line.at, line.count);
}

static void await_host(void) {
  Slice line;
  flush();
  if (slice_take_line(&host, &line)) gate_await(line);
}

static size_t hear_signals(Slice timeline) {
  size_t count = 0;
  TimelineEntry entry;
  while (timeline_next(&timeline, &entry)) {
    if (entry.kind != TIMELINE_SIGNAL) continue;
    signals_hear(entry.signal);
    count++;
  }
  return count;
}

static void await_signal(size_t left) {
  flush();
  gate_await_signal();
  if (left == 0) signals_obey();
}

void gated_play(const Recording *recording) {
  host = text_slice(&recording->host);
  lines = text_slice(&recording->lines);
  words = text_slice(&recording->words);
  Slice timeline = text_slice(&recording->timeline);
  if (timeline.count == 0) give_up(66, "FAKE_REPLAY_GATE needs a timeline.ndjson", "");
  gate_prepare();
  size_t signals_left = hear_signals(timeline);
  // Lines may have been taken down late; the host cannot have acted on what came after the end.
  bool is_over = false;
  bool input_ended = false;
  TimelineEntry entry;
  while (timeline_next(&timeline, &entry)) {
    switch (entry.kind) {
      case TIMELINE_OUT: add_line(); break;
      case TIMELINE_ERROR: write_words(); break;
      case TIMELINE_HOST:
        if (!is_over) await_host();
        break;
      case TIMELINE_SIGNAL: await_signal(--signals_left); break;
      case TIMELINE_END_OF_INPUT: input_ended = input_ended || !is_over; break;
      case TIMELINE_EXIT: is_over = true; break;
      case TIMELINE_OTHER: break;
    }
  }
  // A last line that was cut off is in no timeline.
  while (lines.count > 0) add_line();
  while (words.count > 0) write_words();
  flush();
  if (recording->signal == 0 && input_ended && (recording->code == 0 || recording->code == 1)) gate_await_end();
  gate_take_rest();
}

#include "timeline.h"

#include "json.h"

static TimelineKind kind_of(Slice line) {
  Slice direction;
  Slice ignored;
  if (!json_member(line, "dir", &direction)) return TIMELINE_OTHER;
  if (json_is(direction, "sig")) return TIMELINE_SIGNAL;
  if (json_is(direction, "exit")) return TIMELINE_EXIT;
  if (json_is(direction, "in") && json_member(line, "eof", &ignored)) return TIMELINE_END_OF_INPUT;
  if (!json_member(line, "line", &ignored)) return TIMELINE_OTHER;
  if (json_is(direction, "in")) return TIMELINE_HOST;
  if (json_is(direction, "out")) return TIMELINE_OUT;
  return json_is(direction, "err") ? TIMELINE_ERROR : TIMELINE_OTHER;
}

bool timeline_next(Slice *rest, TimelineEntry *entry) {
  Slice line;
  if (!slice_take_line(rest, &line)) return false;
  *entry = (TimelineEntry){kind_of(line), (int)json_number(line, "signal", 0)};
  return true;
}

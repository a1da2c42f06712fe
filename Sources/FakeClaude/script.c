#include "script.h"

#include <stdio.h>
#include <string.h>

#include "process.h"
#include "waiting.h"

static ScriptContext context;
static size_t position;
static size_t mark;
static long times_back;

const ScriptContext *script_context(void) { return &context; }

void script_set_mark(void) {
  mark = position;
  times_back = 0;
}

void script_go_back(long times) {
  if (times_back++ < times) position = mark;
}

static Slice next_line(const Text *script) {
  const char *start = script->at + position;
  const char *newline = memchr(start, '\n', script->count - position);
  size_t count = newline == NULL ? script->count - position : (size_t)(newline - start);
  position += count + (newline == NULL ? 0 : 1);
  if (count > 0 && start[count - 1] == '\r') count--;
  while (count > 0 && (*start == ' ' || *start == '\t')) {
    start++;
    count--;
  }
  return (Slice){start, count};
}

static void obey(Slice line) {
  const char *blank = memchr(line.at, ' ', line.count);
  Slice name = {line.at, blank == NULL ? line.count : (size_t)(blank - line.at)};
  Slice rest = {name.at + name.count, line.count - name.count};
  if (rest.count > 0) {
    rest.at++;
    rest.count--;
  }
  for (const ScriptStep *step = script_steps; step->name != NULL; step++) {
    if (slice_is(name, step->name)) {
      step->run(rest);
      return;
    }
  }
  char unknown[64];
  snprintf(unknown, sizeof unknown, "%.*s", (int)name.count, name.at);
  give_up(64, "there is no such script step", unknown);
}

int script_run(Text script, ScriptContext given) {
  context = given;
  while (position < script.count) {
    Slice line = next_line(&script);
    if (line.count > 0 && line.at[0] != '#') obey(line);
  }
  wait_for_end();
  if (process_ignores_term()) process_stall();
  return 0;
}

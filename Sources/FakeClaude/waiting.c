#include "waiting.h"

#include <unistd.h>

#include "input.h"
#include "process.h"

static bool leaves_initialize;
static bool leaves_all;
static HostLine last = {HOST_OTHER, {"\"\"", 2}, {"\"\"", 2}};

static void pass(const HostLine *host) {
  if (host->kind != HOST_REQUEST || leaves_all) return;
  if (leaves_initialize && control_is_initialize(host)) return;
  control_answer(host, NULL);
}

static _Noreturn void end_of_input(void) {
  if (process_ignores_term()) process_stall();
  _exit(0);
}

void wait_for_line(const char *part) {
  Slice line;
  while (in_line(&line)) {
    last = control_read(line);
    if (slice_has(line, part)) return;
    pass(&last);
  }
  end_of_input();
}

void wait_for_initialize(void) {
  Slice line;
  while (in_line(&line)) {
    last = control_read(line);
    if (control_is_initialize(&last)) {
      control_answer(&last, NULL);
      return;
    }
    pass(&last);
  }
  end_of_input();
}

void wait_for_end(void) {
  Slice line;
  while (in_line(&line)) {
    HostLine host = control_read(line);
    pass(&host);
  }
}

void wait_without_answers(bool to_all) {
  leaves_initialize = true;
  leaves_all = leaves_all || to_all;
}

const HostLine *wait_last_line(void) { return &last; }

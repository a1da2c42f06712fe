#include "gate.h"

#include <stdio.h>

#include "arrivals.h"
#include "control.h"
#include "deadline.h"
#include "input.h"
#include "signals.h"

enum { no_such_line = 97 };

// How long a signal is waited for, at most: a host need not send one where the recorded host did.
static const double seconds_for_a_signal = 2;
static double limit;
static size_t passed;

void gate_prepare(void) { limit = env_fraction("FAKE_REPLAY_TIMEOUT", 15); }

static _Noreturn void give_up_waiting(Text *awaited, bool ended) {
  char what[96] = "the host ended its input and did not send";
  if (!ended) snprintf(what, sizeof what, "within %g s the host did not send", limit);
  text_add_all(awaited, "; it sent: ");
  text_add_slice(awaited, arrivals_in_words());
  text_add(awaited, "", 1);
  give_up(no_such_line, what, awaited->at);
}

static _Noreturn void give_up_line(Slice recorded, const HostLine *wanted, bool ended) {
  char number[48];
  snprintf(number, sizeof number, " (line %zu of the recorded input, ", passed);
  Text words = {0};
  arrivals_add_name(&words, wanted);
  text_add_all(&words, number);
  text_add(&words, recorded.at, recorded.count < 300 ? recorded.count : 300);
  text_add_all(&words, recorded.count < 300 ? ")" : "...)");
  give_up_waiting(&words, ended);
}

void gate_await(Slice recorded) {
  passed++;
  HostLine wanted = control_read(recorded);
  size_t place = arrivals_place(&wanted);
  Deadline deadline = deadline_in(limit);
  while (!arrivals_have(&wanted, place)) {
    Slice line;
    InState state = in_line_before(&line, deadline, -1);
    if (state != IN_LINE) give_up_line(recorded, &wanted, state == IN_ENDED);
    arrivals_take(line);
  }
}

void gate_await_end(void) {
  Deadline deadline = deadline_in(limit);
  for (;;) {
    Slice line;
    InState state = in_line_before(&line, deadline, -1);
    if (state == IN_ENDED) return;
    if (state == IN_LATE) {
      Text words = {0};
      text_add_all(&words, "the end of its input");
      give_up_waiting(&words, false);
    }
    arrivals_take(line);
  }
}

void gate_await_signal(void) {
  Deadline deadline = deadline_in(limit < seconds_for_a_signal ? limit : seconds_for_a_signal);
  for (;;) {
    Slice line;
    InState state = in_line_before(&line, deadline, signals_waker());
    if (state == IN_LATE) return;
    if (state != IN_LINE) {
      signals_take(deadline);
      return;
    }
    arrivals_take(line);
  }
}

void gate_take_rest(void) {
  Deadline now = deadline_in(0);
  Slice line;
  while (in_line_before(&line, now, -1) == IN_LINE) arrivals_take(line);
}

// What happened in a recorded process, in its order: an entry for each line that came or went.
#ifndef FAKE_TIMELINE_H
#define FAKE_TIMELINE_H

#include "text.h"

typedef enum {
  /// A line of the host, of standard output, of standard error. The next one each time: they are never out of order.
  TIMELINE_HOST,
  TIMELINE_OUT,
  TIMELINE_ERROR,
  /// The host closed the input.
  TIMELINE_END_OF_INPUT,
  /// The host sent `signal`.
  TIMELINE_SIGNAL,
  TIMELINE_EXIT,
  TIMELINE_OTHER,
} TimelineKind;

typedef struct {
  TimelineKind kind;
  int signal;
} TimelineEntry;

/// Takes the first entry off `rest`; false when nothing is left.
bool timeline_next(Slice *rest, TimelineEntry *entry);

#endif

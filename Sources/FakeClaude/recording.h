// A recorded process: the parts of its folder, and how it ended.
#ifndef FAKE_RECORDING_H
#define FAKE_RECORDING_H

#include "text.h"

typedef struct {
  Text host;
  Text lines;
  Text words;
  Text timeline;
  int code;
  /// The signal that ended it; 0 when none did.
  int signal;
} Recording;

/// Reads a run, or the run of a scenario that the environment chooses. Parts that are not there are empty.
Recording recording_open(const char *folder);

#endif

// Recorded answers to control requests carry the recorded host's ids; a replay must carry those of the host at hand.
#ifndef FAKE_IDMAP_H
#define FAKE_IDMAP_H

#include "text.h"

/// Learns the ids of the recorded host's requests. `which` is `all`, `init` or `none`.
void idmap_learn(Slice host_lines, const char *which);
/// Whether a recorded line answers a request of the host whose id must be replaced.
bool idmap_is_answer(Slice line);
/// Adds the line with the id of the request that came, once it came. At the end of the input the line stays as it is.
void idmap_add_answer(Text *text, Slice line);

#endif

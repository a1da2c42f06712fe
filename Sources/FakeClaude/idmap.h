// Recorded answers to control requests carry the recorded host's ids; a replay must carry those of the host at hand.
#ifndef FAKE_IDMAP_H
#define FAKE_IDMAP_H

#include "control.h"
#include "text.h"

/// Learns the ids of the recorded host's requests. `which` is `all`, `init` or `none`.
void idmap_learn(Slice host_lines, const char *which);
/// Notes a request that came; false when the recorded host had sent no more requests of its subtype than came before.
bool idmap_note(const HostLine *request);
/// Whether the counterpart of a recorded request came; `number` counts those that were learned, from 0.
bool idmap_has_come(size_t number);
/// Whether a recorded line answers a request of the host whose id must be replaced.
bool idmap_is_answer(Slice line);
/// Adds the line with the id of the request that came; false, and nothing added, while it has not come.
bool idmap_add_answer(Text *text, Slice line);

#endif

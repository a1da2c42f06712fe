// Plays a recording in step with the host.
#ifndef FAKE_GATED_H
#define FAKE_GATED_H

#include "recording.h"

/// Writes each recorded line once the host sent what the recorded host had sent by then; returns when the process is
/// to end as the recorded one did.
void gated_play(const Recording *recording);

#endif

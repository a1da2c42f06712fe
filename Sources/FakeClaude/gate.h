// Holds a replay back until the host did what the recorded host did. Lines that nobody awaits are read meanwhile, and
// requests among them that the recorded host did not send are answered.
#ifndef FAKE_GATE_H
#define FAKE_GATE_H

#include "text.h"

/// Takes the limit of each wait from the environment.
void gate_prepare(void);
/// Waits for the counterpart of the next line of the recorded host. Without it the program ends with 97 and says why.
void gate_await(Slice recorded);
/// Waits for the end of the input, with the same limit.
void gate_await_end(void);
/// Waits a while for a signal that `signals_hear` was told of.
void gate_await_signal(void);
/// Takes what came already, without a wait.
void gate_take_rest(void);

#endif

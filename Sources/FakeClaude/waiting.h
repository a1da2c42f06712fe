// How a script waits for the host. Control requests that come meanwhile are answered unless the script says otherwise.
#ifndef FAKE_WAITING_H
#define FAKE_WAITING_H

#include "control.h"
#include "text.h"

/// Waits for a line that holds `part` (any line when empty); it is not answered. At the end of the input the
/// script is over: the program ends with 0.
void wait_for_line(const char *part);
/// Waits for the `initialize` request when it has not come yet and answers it.
void wait_for_initialize(void);
/// Reads to the end of the input.
void wait_for_end(void);
/// From now on `initialize` requests (or all requests) get no answer.
void wait_without_answers(bool to_all);
/// The last line that a step waited for; its tokens hold until the next wait.
const HostLine *wait_last_line(void);

#endif

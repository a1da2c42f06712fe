// Signals that do not end the program: they are heard on a descriptor.
#ifndef FAKE_SIGNALS_H
#define FAKE_SIGNALS_H

#include "deadline.h"

/// From now on this signal is heard instead of obeyed. A number that is no signal changes nothing.
void signals_hear(int number);
/// Can be read while a signal was heard and not taken; -1 when none is listened to.
int signals_waker(void);
/// Takes one that was heard, and waits for it until the deadline.
void signals_take(Deadline deadline);
/// All signals do again what they did before they were heard.
void signals_obey(void);

#endif

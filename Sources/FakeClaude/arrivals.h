// What the host sent so far, as far as a gate asks for it.
#ifndef FAKE_ARRIVALS_H
#define FAKE_ARRIVALS_H

#include "control.h"
#include "text.h"

/// Notes a line of the host. A request that the recorded host did not send is answered with success.
void arrivals_take(Slice line);

/// The place of a recorded line among those of its kind, from 0. Ask once for each line, in their order.
size_t arrivals_place(const HostLine *recorded);
/// Whether the counterpart of the recorded line with this place came.
bool arrivals_have(const HostLine *recorded, size_t place);

/// Adds what kind of line it is, and which, for words to a reader.
void arrivals_add_name(Text *text, const HostLine *line);
/// The names of the lines that came, in their order.
Slice arrivals_in_words(void);

#endif

// Standard input, line by line.
#ifndef FAKE_INPUT_H
#define FAKE_INPUT_H

#include "text.h"

/// Waits for the next line; false at the end of the input. The line holds until the next call and has no newline.
/// A last line without newline counts.
bool in_line(Slice *line);
/// Reads and forgets everything up to the end of the input.
void in_drain(void);

#endif

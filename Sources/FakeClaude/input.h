// Standard input, line by line.
#ifndef FAKE_INPUT_H
#define FAKE_INPUT_H

#include "deadline.h"
#include "text.h"

/// Waits for the next line; false at the end of the input. The line holds until the next call and has no newline.
/// A last line without newline counts.
bool in_line(Slice *line);

typedef enum { IN_LINE, IN_ENDED, IN_LATE, IN_WOKEN } InState;

/// Waits for the next line, for the deadline, or until the descriptor `waker` (-1: none) can be read. Lines that are
/// there come first.
InState in_line_before(Slice *line, Deadline deadline, int waker);

/// Reads and forgets everything up to the end of the input.
void in_drain(void);
/// From now on adds each line that is read to the file, with a newline.
void in_keep(const char *path);

#endif

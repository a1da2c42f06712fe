// Standard output and standard error, written whole or in small pieces.
#ifndef FAKE_OUTPUT_H
#define FAKE_OUTPUT_H

#include "text.h"

/// Takes the size of the pieces, the gap between them and the pipe's size from the environment.
void out_prepare(void);
/// Later writes go out in pieces of at most `bytes`; 0 writes everything at once.
void out_split(size_t bytes);
void out_bytes(const char *bytes, size_t count);
void out_text(const Text *text);
/// Writes to standard error, never in pieces.
void err_bytes(const char *bytes, size_t count);
void pause_microseconds(long microseconds);

// Seconds on the monotonic clock, which all processes share.
double seconds_now(void);

#endif

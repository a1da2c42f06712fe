// A moment that a wait does not go beyond.
#ifndef FAKE_DEADLINE_H
#define FAKE_DEADLINE_H

typedef struct {
  long long milliseconds;
} Deadline;

Deadline deadline_in(double seconds);
/// What is left of it as poll(2) wants it: whole milliseconds, never less than nothing.
int deadline_left(Deadline deadline);

#endif

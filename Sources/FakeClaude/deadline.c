#define _GNU_SOURCE
#include "deadline.h"

#include <limits.h>
#include <time.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// One millisecond is added because the clock's fraction is cut off: a wait is never shorter than it was asked to be.
Deadline deadline_in(double seconds) { return (Deadline){now() + (long long)(seconds * 1000) + 1}; }

int deadline_left(Deadline deadline) {
  long long left = deadline.milliseconds - now();
  if (left <= 0) return 0;
  return left > INT_MAX ? INT_MAX : (int)left;
}

#include "input.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static char *buffer;
static size_t capacity;
static size_t filled;
static size_t taken;
static bool ended;

static bool read_more(void) {
  if (ended) return false;
  if (taken > 0) {
    memmove(buffer, buffer + taken, filled - taken);
    filled -= taken;
    taken = 0;
  }
  if (filled == capacity) {
    capacity = capacity == 0 ? 1 << 16 : capacity * 2;
    buffer = need_memory(buffer, capacity);
  }
  for (;;) {
    ssize_t count = read(STDIN_FILENO, buffer + filled, capacity - filled);
    if (count > 0) {
      filled += (size_t)count;
      return true;
    }
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      struct pollfd ready = {STDIN_FILENO, POLLIN, 0};
      poll(&ready, 1, -1);
      continue;
    }
    ended = true;
    return false;
  }
}

bool in_line(Slice *line) {
  size_t searched = 0;
  for (;;) {
    char *start = buffer + taken;
    char *newline = filled > taken + searched ? memchr(start + searched, '\n', filled - taken - searched) : NULL;
    if (newline != NULL) {
      *line = (Slice){start, (size_t)(newline - start)};
      taken = (size_t)(newline - buffer) + 1;
      return true;
    }
    searched = filled - taken;
    if (read_more()) continue;
    if (filled == taken) return false;
    *line = (Slice){buffer + taken, filled - taken};
    taken = filled;
    return true;
  }
}

void in_drain(void) {
  do {
    taken = filled;
  } while (read_more());
}

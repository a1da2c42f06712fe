#define _GNU_SOURCE
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static char *buffer;
static size_t capacity;
static size_t filled;
static size_t taken;
// How many bytes after `taken` are known to hold no newline.
static size_t searched;
static bool ended;
static int copy = -1;

// Whether bytes or the end of the input came.
static bool read_more(void) {
  if (taken > 0) {
    memmove(buffer, buffer + taken, filled - taken);
    filled -= taken;
    taken = 0;
  }
  if (filled == capacity) {
    capacity = capacity == 0 ? 1 << 16 : capacity * 2;
    buffer = need_memory(buffer, capacity);
  }
  ssize_t count = read(STDIN_FILENO, buffer + filled, capacity - filled);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return false;
  if (count > 0) filled += (size_t)count;
  ended = count <= 0;
  return true;
}

static void wait_for_bytes(void) {
  struct pollfd ready = {STDIN_FILENO, POLLIN, 0};
  poll(&ready, 1, -1);
}

// One write for a line and its newline, so that processes that share the file do not mix their lines.
static void keep(Slice line) {
  static Text whole;
  if (copy < 0) return;
  text_clear(&whole);
  text_add_slice(&whole, line);
  text_add_all(&whole, "\n");
  const char *at = whole.at;
  size_t left = whole.count;
  while (left > 0) {
    ssize_t written = write(copy, at, left);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) give_up(73, "cannot write the copy of the input", strerror(errno));
    at += written;
    left -= (size_t)written;
  }
}

static bool take_line(Slice *line) {
  size_t unread = filled - taken;
  char *start = buffer + taken;
  char *newline = unread > searched ? memchr(start + searched, '\n', unread - searched) : NULL;
  searched = unread;
  if (newline == NULL && (!ended || unread == 0)) return false;
  *line = (Slice){start, newline == NULL ? unread : (size_t)(newline - start)};
  taken += line->count + (newline == NULL ? 0 : 1);
  searched = 0;
  keep(*line);
  return true;
}

bool in_line(Slice *line) {
  while (!take_line(line)) {
    if (ended) return false;
    if (!read_more()) wait_for_bytes();
  }
  return true;
}

InState in_line_before(Slice *line, Deadline deadline, int waker) {
  while (!take_line(line)) {
    if (ended) return IN_ENDED;
    struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0}, {waker, POLLIN, 0}};
    int count = poll(ready, 2, deadline_left(deadline));
    if (count == 0) return IN_LATE;
    if (count < 0) continue;
    if (ready[0].revents == 0) return IN_WOKEN;
    read_more();
  }
  return IN_LINE;
}

void in_drain(void) {
  Slice line;
  if (copy >= 0) {
    while (in_line(&line)) {
    }
    return;
  }
  while (!ended) {
    taken = filled;
    searched = 0;
    if (!read_more()) wait_for_bytes();
  }
}

void in_keep(const char *path) {
  copy = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (copy < 0) give_up(73, "cannot write", path);
}

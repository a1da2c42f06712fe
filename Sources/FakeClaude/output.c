#define _GNU_SOURCE
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

static size_t piece;
static long gap;

// A host that went away ends the program quietly: nobody is left to read a reason.
static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written >= 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd ready = {descriptor, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      _exit(1);
    }
  }
}

void out_prepare(void) {
  out_split((size_t)env_number("FAKE_WRITE_CHUNK", 0));
  gap = env_number("FAKE_WRITE_GAP_US", 0);
#ifdef F_SETPIPE_SZ
  long size = env_number("FAKE_PIPESZ", 0);
  if (size > 0) fcntl(STDOUT_FILENO, F_SETPIPE_SZ, (int)size);
#endif
}

void out_split(size_t bytes) { piece = bytes; }

void out_bytes(const char *bytes, size_t count) {
  if (piece == 0) {
    write_all(STDOUT_FILENO, bytes, count);
    return;
  }
  while (count > 0) {
    size_t now = count < piece ? count : piece;
    write_all(STDOUT_FILENO, bytes, now);
    bytes += now;
    count -= now;
    if (gap > 0) pause_microseconds(gap);
  }
}

void out_text(const Text *text) { out_bytes(text->at, text->count); }

void err_bytes(const char *bytes, size_t count) { write_all(STDERR_FILENO, bytes, count); }

double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void pause_microseconds(long microseconds) {
  struct timespec left = {microseconds / 1000000, microseconds % 1000000 * 1000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

// Pipes, and writing to one whose reader may be gone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "cspawn.h"

int cspawn_pipe(int *read_end, int *write_end) {
  int ends[2];
#if defined(__linux__)
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
#else
  // A spawn on another thread may inherit an end between the two calls; its own start closes what it does not know.
  if (pipe(ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
#endif
  *read_end = ends[0];
  *write_end = ends[1];
  return 0;
}

size_t cspawn_grow_pipe(int descriptor, size_t byte_count) {
#if defined(F_SETPIPE_SZ)
  if (byte_count <= INT_MAX) fcntl(descriptor, F_SETPIPE_SZ, (int)byte_count);
  int size = fcntl(descriptor, F_GETPIPE_SZ);
  return size < 0 ? 0 : (size_t)size;
#else
  (void)descriptor;
  (void)byte_count;
  return 0;
#endif
}

int cspawn_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return errno;
  return fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0 ? errno : 0;
}

int cspawn_block_sigpipe(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int cspawn_write_quietly(int descriptor, const void *bytes, size_t byte_count) {
  sigset_t broken_pipe, before, pending;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  sigemptyset(&pending);
  sigpending(&pending);
  bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);

  ssize_t written;
  do {
    written = write(descriptor, bytes, byte_count);
  } while (written < 0 && errno == EINTR);
  // A line below PIPE_BUF goes whole or not at all, so a short write means a caller that broke that rule.
  int error = written < 0 ? errno : (size_t)written == byte_count ? 0 : EMSGSIZE;

  if (error == EPIPE && !was_pending) {
    // Take the signal back before it can be delivered; it is this thread's own.
#if defined(__linux__)
    struct timespec none = {0, 0};
    while (sigtimedwait(&broken_pipe, NULL, &none) < 0 && errno == EINTR) {}
#else
    sigpending(&pending);
    int taken;
    if (sigismember(&pending, SIGPIPE) == 1) sigwait(&broken_pipe, &taken);
#endif
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return error;
}

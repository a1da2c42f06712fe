#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

static int ends[2] = {-1, -1};
static struct sigaction before_hearing[NSIG];
static bool heard[NSIG];

static void hear(int number) {
  int before = errno;
  // A full pipe is heard as well as one byte more.
  ssize_t ignored = write(ends[1], "", 1);
  (void)ignored;
  (void)number;
  errno = before;
}

static void open_pipe(void) {
  if (pipe(ends) != 0) give_up(71, "cannot make a pipe", strerror(errno));
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
  }
}

void signals_hear(int number) {
  if (number <= 0 || number >= NSIG || heard[number]) return;
  if (ends[0] < 0) open_pipe();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = hear;
  heard[number] = sigaction(number, &action, &before_hearing[number]) == 0;
}

int signals_waker(void) { return ends[0]; }

void signals_take(Deadline deadline) {
  struct pollfd ready = {ends[0], POLLIN, 0};
  char byte;
  do {
    if (read(ends[0], &byte, 1) == 1) return;
  } while (poll(&ready, 1, deadline_left(deadline)) != 0);
}

void signals_obey(void) {
  for (int number = 1; number < NSIG; number++) {
    if (heard[number]) sigaction(number, &before_hearing[number], NULL);
    heard[number] = false;
  }
}

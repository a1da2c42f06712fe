#define _GNU_SOURCE
#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool ignores_term;
static volatile sig_atomic_t term_code;
static sigset_t blocked_at_start;
static sigset_t ignored_at_start;

// A host may have started this process with signals blocked. They are let through, because a test must be able to end
// it; what came is kept for whoever asks.
static void take_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, &blocked_at_start);
  sigemptyset(&ignored_at_start);
  for (int number = 1; number < NSIG; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN) sigaddset(&ignored_at_start, number);
  }
}

static void add_signals(Text *list, const sigset_t *set) {
  const char *comma = "";
  text_add_all(list, "[");
  for (int number = 1; number < NSIG; number++) {
    if (sigismember(set, number) != 1) continue;
    text_add_all(list, comma);
    text_add_number(list, number);
    comma = ",";
  }
  text_add_all(list, "]");
}

void process_add_signals(Text *list) {
  text_add_all(list, "{\"blocked\":");
  add_signals(list, &blocked_at_start);
  text_add_all(list, ",\"ignored\":");
  add_signals(list, &ignored_at_start);
  text_add_all(list, "}");
}

// A stand-in that a crashed test left behind must not live for ever, however deaf it was told to be.
static void start_clock(void) {
  long seconds = env_number("FAKE_LIFETIME", 300);
  signal(SIGALRM, SIG_DFL);
  alarm(seconds > 0 ? (unsigned)seconds : 0);
}

static void note_process_id(void) {
  const char *path = env_text("FAKE_PID_FILE", NULL);
  if (path == NULL) return;
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) give_up(73, "cannot write FAKE_PID_FILE", path);
  char line[32];
  int count = snprintf(line, sizeof line, "%ld\n", (long)getpid());
  if (write(file, line, (size_t)count) != count) give_up(73, "cannot write FAKE_PID_FILE", path);
  close(file);
}

void process_begin(void) {
  take_signals();
  start_clock();
  note_process_id();
}

static void point_at_null(int descriptor, int flags) {
  int null = open("/dev/null", flags);
  if (null < 0 || null == descriptor) return;
  dup2(null, descriptor);
  close(null);
}

// Whatever else the host let this process inherit, the grandchild must not hold: it may tell the host of our end.
static void close_others(int kept) {
  for (int descriptor = STDERR_FILENO + 1; descriptor < 4096; descriptor++) {
    if (descriptor != kept) close(descriptor);
  }
}

void process_leave_grandchild(Grandchild kind) {
  int ready[2];
  if (pipe(ready) != 0) give_up(71, "cannot make a pipe", "");
  pid_t child = fork();
  if (child < 0) give_up(71, "cannot fork", "");
  if (child == 0) {
    close_others(ready[1]);
    start_clock();
    if (kind.own_session) setsid();
    signal(SIGTERM, kind.ignores_term ? SIG_IGN : SIG_DFL);
    // It never holds the host's writing side: a host that writes must still see a dead reader.
    point_at_null(STDIN_FILENO, O_RDONLY);
    if (!kind.holds_pipes) {
      point_at_null(STDOUT_FILENO, O_WRONLY);
      point_at_null(STDERR_FILENO, O_WRONLY);
    }
    note_process_id();
    close(ready[1]);
    process_stall();
  }
  close(ready[1]);
  char none;
  if (read(ready[0], &none, 1) != 0) give_up(71, "the grandchild did not start", "");
  close(ready[0]);
}

void process_ignore_term(void) {
  ignores_term = true;
  signal(SIGTERM, SIG_IGN);
}

bool process_ignores_term(void) { return ignores_term; }

static void exit_now(int number) {
  (void)number;
  _exit(term_code);
}

void process_exit_on_term(int code) {
  term_code = code;
  signal(SIGTERM, exit_now);
}

void process_die_by_signal(int number) {
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigaction(number, &plain, NULL);
  kill(getpid(), number);
  // A signal that does not end a process by default comes here.
  _exit(128 + number);
}

void process_stall(void) {
  for (;;) pause();
}

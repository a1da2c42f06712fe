// One child: its end, signals to it, and whether a pid still is who it was.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cspawn.h"
#include "internal.h"

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

int cspawn_open_pidfd(pid_t pid) {
#if defined(SYS_pidfd_open)
  // The kernel sets close-on-exec itself.
  return (int)syscall(SYS_pidfd_open, pid, 0);
#else
  (void)pid;
  errno = ENOSYS;
  return -1;
#endif
}

static cspawn_exit reap(pid_t pid, int pidfd, int options) {
  cspawn_exit result = {0, false, 0};
  siginfo_t info;
  int status;
  do {
    memset(&info, 0, sizeof info);
#if defined(__linux__)
    status = pidfd >= 0 ? waitid((idtype_t)P_PIDFD, (id_t)pidfd, &info, WEXITED | options)
                        : waitid(P_PID, (id_t)pid, &info, WEXITED | options);
    // A kernel with pidfds but without waiting on them (5.3) says EINVAL.
    if (status != 0 && errno == EINVAL && pidfd >= 0) status = waitid(P_PID, (id_t)pid, &info, WEXITED | options);
#else
    (void)pidfd;
    status = waitid(P_PID, (id_t)pid, &info, WEXITED | options);
#endif
  } while (status != 0 && errno == EINTR);

  if (status != 0) {
    // No such child: a host that ignores SIGCHLD or waits for every child has taken the status.
    result.state = 2;
  } else if (info.si_pid != 0) {
    result.state = 1;
    result.was_signalled = info.si_code != CLD_EXITED;
    result.number = info.si_status;
  }
  return result;
}

cspawn_exit cspawn_reap(pid_t pid, int pidfd) { return reap(pid, pidfd, WNOHANG); }

cspawn_exit cspawn_wait(pid_t pid, int pidfd) { return reap(pid, pidfd, 0); }

int cspawn_signal(pid_t pid, int pidfd, int signal_number) {
  if (pid <= 0) return EINVAL;
#if defined(SYS_pidfd_send_signal)
  if (pidfd >= 0) {
    if (syscall(SYS_pidfd_send_signal, pidfd, signal_number, NULL, 0) == 0) return 0;
    if (errno != ENOSYS && errno != EPERM) return errno;
  }
#else
  (void)pidfd;
#endif
  return kill(pid, signal_number) == 0 ? 0 : errno;
}

int cspawn_signal_group(pid_t group, int signal_number) {
  // 0 and 1 would mean the caller's own group and everybody.
  if (group <= 1) return EINVAL;
  return kill(-group, signal_number) == 0 ? 0 : errno;
}

uint64_t cspawn_start_time(pid_t pid) {
  cspawn_status status;
  return cspawn_read_status(pid, &status) && !status.is_zombie ? status.start_time : 0;
}

bool cspawn_is_alive(pid_t pid, uint64_t start_time) {
  return start_time != 0 && cspawn_start_time(pid) == start_time;
}

static pthread_mutex_t guardian_lock = PTHREAD_MUTEX_INITIALIZER;

void cspawn_guardian_lock(void) { pthread_mutex_lock(&guardian_lock); }

void cspawn_guardian_unlock(void) { pthread_mutex_unlock(&guardian_lock); }

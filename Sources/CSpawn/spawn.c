// The start of a child: everything is prepared before vfork, and only async-signal-safe calls follow it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#elif defined(__APPLE__)
#include <spawn.h>
#endif

#include "cspawn.h"
#include "internal.h"

/// The request with its strings laid out as exec wants them.
typedef struct prepared {
  const cspawn_request *request;
  const char *path;
  const char *directory;
  char **arguments;
  char **environment;
  /// Where the child reports a failure; exec closes it, and then the parent reads the end of file.
  int report;
  pid_t parent;
} prepared;

/// What travels through the report pipe.
typedef struct failure {
  int error;
  int step;
} failure;

static const char *after(const char *string) { return string + strlen(string) + 1; }

/// Lays the strings out in one block of pointers that the caller frees, `arguments` being its start.
static bool prepare(const cspawn_request *request, prepared *plan) {
  size_t pointers = request->argument_count + request->environment_count + 2;
  char **block = calloc(pointers, sizeof *block);
  if (block == NULL) return false;
  plan->request = request;
  plan->path = request->strings;
  plan->directory = after(plan->path);
  const char *string = after(plan->directory);
  plan->arguments = block;
  for (size_t index = 0; index < request->argument_count; index++, string = after(string)) {
    block[index] = (char *)string;
  }
  plan->environment = block + request->argument_count + 1;
  for (size_t index = 0; index < request->environment_count; index++, string = after(string)) {
    plan->environment[index] = (char *)string;
  }
  return true;
}

#if defined(__linux__)

/// Closes every descriptor from 3 up at exec, the report pipe included: a mark and not a close, so that it can still report.
static void close_others_at_exec(void) {
#if defined(SYS_close_range)
  // 4 is CLOSE_RANGE_CLOEXEC, Linux 5.11.
  if (syscall(SYS_close_range, 3u, ~0u, 4u) == 0) return;
#endif
  int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    // readdir allocates; the system call behind it does not.
    _Alignas(8) char entries[2048];
    long length;
    while ((length = syscall(SYS_getdents64, folder, entries, sizeof entries)) > 0) {
      for (long offset = 0; offset < length;) {
        unsigned short record;
        memcpy(&record, entries + offset + 16, sizeof record);
        int descriptor = 0;
        const char *name = entries + offset + 19;
        for (; *name >= '0' && *name <= '9'; name++) descriptor = descriptor * 10 + (*name - '0');
        if (descriptor > 2) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
        offset += record;
      }
    }
    close(folder);
    return;
  }
  struct rlimit limit;
  int last = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (int)limit.rlim_cur : 65536;
  for (int descriptor = 3; descriptor < last; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/// Puts the three descriptors at 0, 1 and 2, whatever numbers they had.
static int place_descriptors(const cspawn_request *request) {
  int wanted[3] = {request->input, request->output, request->error};
  // First all out of the way, since one may sit where another belongs.
  for (int index = 0; index < 3; index++) {
    int moved = -1;
    if (wanted[index] >= 0) {
      moved = fcntl(wanted[index], F_DUPFD_CLOEXEC, 3);
      // A host started without an error stream has none to hand on; the other two must be there.
      if (moved < 0 && !(index == 2 && errno == EBADF)) return errno;
    }
    if (moved < 0) {
      int null = open("/dev/null", (index == 0 ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
      if (null < 0) return errno;
      moved = fcntl(null, F_DUPFD_CLOEXEC, 3);
      if (moved < 0) return errno;
    }
    wanted[index] = moved;
  }
  for (int index = 0; index < 3; index++) {
    if (dup2(wanted[index], index) < 0) return errno;
  }
  return 0;
}

/// Takes the other identity. The raw calls: glibc's would signal the threads of the parent, whose memory this still is.
static int change_user(const cspawn_request *request) {
#if defined(SYS_setgroups32)
  const long set_groups = SYS_setgroups32, set_group = SYS_setresgid32, set_user = SYS_setresuid32;
#else
  const long set_groups = SYS_setgroups, set_group = SYS_setresgid, set_user = SYS_setresuid;
#endif
  // Only root may set groups; anybody may "become" who they are already.
  if (syscall(set_groups, request->group_count, request->groups) != 0 &&
      !(errno == EPERM && request->user == geteuid() && request->group == getegid())) {
    return errno;
  }
  if (syscall(set_group, request->group, request->group, request->group) != 0) return errno;
  if (syscall(set_user, request->user, request->user, request->user) != 0) return errno;
  return 0;
}

/// The child's whole life before exec. Returns only by ending it.
static _Noreturn void become(const prepared *plan) {
  const cspawn_request *request = plan->request;
  failure failed = {0, CSPAWN_STEP_DESCRIPTORS};

  // Out of reach of the parent's terminal and group. Cannot fail: a new process leads no group.
  setsid();

  // The report must not sit where a standard descriptor goes.
  int report = fcntl(plan->report, F_DUPFD_CLOEXEC, 3);
  if (report < 0) report = plan->report;

  failed.error = place_descriptors(request);
  if (failed.error == 0 && request->changes_directory && chdir(plan->directory) != 0) {
    failed = (failure){errno, CSPAWN_STEP_DIRECTORY};
  }
  if (failed.error == 0 && request->changes_user) {
    failed = (failure){change_user(request), CSPAWN_STEP_USER};
  }
  if (failed.error == 0) {
    // After the user, whose change clears it. The parent may have gone before: then nobody would send it.
    if (request->parent_death_signal != 0) {
      prctl(PR_SET_PDEATHSIG, request->parent_death_signal);
      if (getppid() != plan->parent) _exit(127);
    }
    close_others_at_exec();
    // Handlers too, before the mask is lifted: one of the parent's must not run here, in the parent's memory.
    // All zeros is the default on every architecture; the raw call, since glibc keeps 32 and 33 to itself.
    const char defaults[64] = {0};
    for (int number = 1; number <= 64; number++) syscall(SYS_rt_sigaction, number, defaults, NULL, 8);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(plan->path, plan->arguments, plan->environment);
    failed = (failure){errno, CSPAWN_STEP_EXEC};
  }
  ssize_t written = write(report, &failed, sizeof failed);
  (void)written;
  _exit(127);
}

/// Starts the child. vfork, since fork copies the page tables of a large host (16 ms for 500 MB); its own function, since
/// the child shares the caller's stack until exec.
static __attribute__((noinline)) pid_t start_child(const prepared *plan) {
  pid_t pid = vfork();
  if (pid == 0) become(plan);
  return pid;
}

cspawn_result cspawn_start(const cspawn_request *request) {
  cspawn_result result = {0, -1, 0, CSPAWN_STEP_NONE, 0};
  prepared plan;
  memset(&plan, 0, sizeof plan);
  plan.parent = getpid();
  int report;
  if (!prepare(request, &plan)) {
    result.error = ENOMEM;
    result.step = CSPAWN_STEP_FORK;
    return result;
  }
  // A pipe and not shared memory: a sanitizer turns vfork into fork.
  result.error = cspawn_pipe(&report, &plan.report);
  if (result.error != 0) {
    result.step = CSPAWN_STEP_FORK;
    free(plan.arguments);
    return result;
  }

  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t pid = start_child(&plan);
  int fork_error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(plan.report);
  free(plan.arguments);

  if (pid < 0) {
    close(report);
    result.error = fork_error;
    result.step = CSPAWN_STEP_FORK;
    return result;
  }
  // The report is there by now, or the end of file: exec has happened. Only where a sanitizer made a fork of the vfork is
  // there something to wait for. The bound is for a foreign fork that holds a copy of the write end for its whole life.
  failure failed = {0, 0};
  ssize_t length = 0;
  struct pollfd readable = {report, POLLIN, 0};
  int ready;
  do {
    ready = poll(&readable, 1, 2000);
  } while (ready < 0 && errno == EINTR);
  if (ready > 0) length = read(report, &failed, sizeof failed);
  close(report);
  if (length == (ssize_t)sizeof failed) {
    cspawn_wait(pid, -1);
    result.error = failed.error;
    result.step = (cspawn_step)failed.step;
    return result;
  }
  result.pid = pid;
  result.pidfd = cspawn_open_pidfd(pid);
  // Not cspawn_start_time: one that has ended already still has its start time.
  cspawn_status status;
  if (cspawn_read_status(pid, &status)) result.start_time = status.start_time;
  return result;
}

#elif defined(__APPLE__)

cspawn_result cspawn_start(const cspawn_request *request) {
  cspawn_result result = {0, -1, 0, CSPAWN_STEP_FORK, 0};
  prepared plan;
  memset(&plan, 0, sizeof plan);
  if (request->changes_user) {
    result.error = ENOTSUP;
    result.step = CSPAWN_STEP_USER;
    return result;
  }
  if (!prepare(request, &plan)) {
    result.error = ENOMEM;
    return result;
  }
  struct stat folder;
  if (request->changes_directory && (stat(plan.directory, &folder) != 0 || !S_ISDIR(folder.st_mode))) {
    result.error = errno == 0 ? ENOTDIR : errno;
    result.step = CSPAWN_STEP_DIRECTORY;
    free(plan.arguments);
    return result;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  int wanted[3] = {request->input, request->output, request->error};
  for (int index = 0; index < 3; index++) {
    if (wanted[index] >= 0) {
      posix_spawn_file_actions_adddup2(&actions, wanted[index], index);
    } else {
      posix_spawn_file_actions_addopen(&actions, index, "/dev/null", index == 0 ? O_RDONLY : O_WRONLY, 0);
    }
  }
  if (request->changes_directory) posix_spawn_file_actions_addchdir_np(&actions, plan.directory);
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
                                            POSIX_SPAWN_CLOEXEC_DEFAULT);
  pid_t pid = 0;
  result.error = posix_spawn(&pid, plan.path, &actions, &attributes, plan.arguments, plan.environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  free(plan.arguments);
  if (result.error != 0) {
    result.step = CSPAWN_STEP_EXEC;
    return result;
  }
  result.step = CSPAWN_STEP_NONE;
  result.pid = pid;
  cspawn_status status;
  if (cspawn_read_status(pid, &status)) result.start_time = status.start_time;
  return result;
}

#endif

int cspawn_find_user(const char *name, uid_t *user, gid_t *group, gid_t *groups, int *group_count) {
  struct passwd entry, *found = NULL;
  size_t room = 1024;
  char *text = NULL;
  int error;
  do {
    room *= 2;
    char *larger = realloc(text, room);
    if (larger == NULL) {
      free(text);
      return ENOMEM;
    }
    text = larger;
    error = getpwnam_r(name, &entry, text, room, &found);
  } while (error == ERANGE && room < (1 << 20));
  if (found != NULL) {
    *user = entry.pw_uid;
    *group = entry.pw_gid;
#if defined(__APPLE__)
    int *list = (int *)groups, base = (int)entry.pw_gid;
#else
    gid_t *list = groups, base = entry.pw_gid;
#endif
    error = getgrouplist(name, base, list, group_count) < 0 ? ERANGE : 0;
  } else if (error == 0) {
    error = ENOENT;
  }
  free(text);
  return error;
}

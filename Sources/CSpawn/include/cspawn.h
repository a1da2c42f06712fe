// Starting a child the way a server needs it, and ending it with everything it started.
//
// Swift cannot call vfork, and glibc hides what is used here behind _GNU_SOURCE; so this is C. Nothing keeps state but
// one lock. Numbers are returned as on Linux: 0 or a value on success, a positive errno where the comment says so.
#ifndef CSPAWN_H
#define CSPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#if defined(__clang__)
#define CSPAWN_NONNULL _Nonnull
#define CSPAWN_NULLABLE _Nullable
#else
#define CSPAWN_NONNULL
#define CSPAWN_NULLABLE
#endif

#ifdef __cplusplus
extern "C" {
#endif

// --- Descriptors (pipe.c) ---

/// Makes a pipe whose ends close on exec. Returns 0 or an errno.
int cspawn_pipe(int *CSPAWN_NONNULL read_end, int *CSPAWN_NONNULL write_end);

/// Asks for a larger pipe and returns the size it has then; a refusal is no error. 0 where sizes cannot be asked for.
size_t cspawn_grow_pipe(int descriptor, size_t byte_count);

/// Makes reads and writes on the descriptor return EAGAIN instead of waiting. Returns 0 or an errno.
int cspawn_set_nonblocking(int descriptor);

/// Blocks SIGPIPE on the calling thread for good; the process's disposition is left alone. Returns 0 or an errno.
int cspawn_block_sigpipe(void);

/// Writes once without ever raising SIGPIPE, on any thread. Returns 0 when all bytes went, else an errno (EAGAIN for none).
int cspawn_write_quietly(int descriptor, const void *CSPAWN_NONNULL bytes, size_t byte_count);

// --- Starting (spawn.c) ---

/// What the child was doing when its start failed.
typedef enum cspawn_step {
  CSPAWN_STEP_NONE = 0,
  /// In the parent: memory, the report pipe, or vfork itself.
  CSPAWN_STEP_FORK = 1,
  /// Placing the three standard descriptors.
  CSPAWN_STEP_DESCRIPTORS = 2,
  /// Entering the working directory.
  CSPAWN_STEP_DIRECTORY = 3,
  /// Becoming the other user.
  CSPAWN_STEP_USER = 4,
  /// Running the program.
  CSPAWN_STEP_EXEC = 5,
} cspawn_step;

/// Everything a start needs, resolved by the caller beforehand: between vfork and exec nothing may be looked up.
typedef struct cspawn_request {
  /// NUL-ended strings one after another: path, directory, the arguments (the first is argv[0]), then NAME=value entries.
  const char *CSPAWN_NONNULL strings;
  size_t argument_count;
  size_t environment_count;
  /// False: the directory string is empty and the child stays in the caller's directory.
  bool changes_directory;
  /// What becomes descriptor 0, 1 and 2 of the child; negative means /dev/null. They stay open in the caller.
  int input;
  int output;
  int error;
  /// Sent to the child by the kernel when the calling thread ends (Linux); 0 for none.
  int parent_death_signal;
  /// True: the child takes the identity below.
  bool changes_user;
  uid_t user;
  gid_t group;
  const gid_t *CSPAWN_NULLABLE groups;
  size_t group_count;
} cspawn_request;

/// A started child, or why there is none.
typedef struct cspawn_result {
  /// Also the child's session and process group; 0 when the start failed.
  pid_t pid;
  /// Readable once the child has ended; -1 where the system has none. Closes on exec; the caller closes it.
  int pidfd;
  /// 0, or the errno of the failed step.
  int error;
  cspawn_step step;
  /// When the child started, in the system's own unit; with the pid it names the process for ever. 0 when unknown.
  uint64_t start_time;
} cspawn_result;

/// Starts a program in a session of its own: no other descriptors, no blocked or ignored signals, nothing inherited but
/// the descriptors and the user of the request. Blocks the calling thread until exec, and never changes the caller.
cspawn_result cspawn_start(const cspawn_request *CSPAWN_NONNULL request);

/// Looks a user up by name: ids and all groups. `*group_count` holds the room on entry and the number needed on return.
/// Returns 0, ENOENT when there is no such user, ERANGE when the room is too small, or another errno.
int cspawn_find_user(const char *CSPAWN_NONNULL name, uid_t *CSPAWN_NONNULL user, gid_t *CSPAWN_NONNULL group,
                     gid_t *CSPAWN_NONNULL groups, int *CSPAWN_NONNULL group_count);

// --- One child (process.c) ---

/// How a child ended.
typedef struct cspawn_exit {
  /// 0 still running, 1 ended and now reaped, 2 somebody else has reaped it, so that the status is lost.
  int state;
  bool was_signalled;
  /// The exit code, or the signal's number.
  int number;
} cspawn_exit;

/// Reaps the child if it has ended; never waits. Uses the pidfd when there is one (not negative).
cspawn_exit cspawn_reap(pid_t pid, int pidfd);

/// The same, waiting until it ends: only for a child that SIGKILL has been sent to.
cspawn_exit cspawn_wait(pid_t pid, int pidfd);

/// Sends a signal to a child that has not been reaped. Returns 0 or an errno.
int cspawn_signal(pid_t pid, int pidfd, int signal_number);

/// Sends a signal to every member of a process group; 0 only asks whether it has members. Returns 0 or an errno.
int cspawn_signal_group(pid_t group, int signal_number);

/// The start time of a process that lives, 0 when there is none (a zombie counts as gone).
uint64_t cspawn_start_time(pid_t pid);

/// Whether the process with this pid is still the one that started then.
bool cspawn_is_alive(pid_t pid, uint64_t start_time);

// --- A child's descendants (tree.c) ---

/// One process, named so that a reused pid is not mistaken for it.
typedef struct cspawn_process {
  pid_t pid;
  pid_t group;
  uint64_t start_time;
} cspawn_process;

/// Lists the living descendants of a child, and the members of its session that have lost their parent, without the
/// child itself. Returns how many were written, at most `capacity`. Works after the child has ended, for its session.
size_t cspawn_list_descendants(pid_t root, uint64_t root_start_time, cspawn_process *CSPAWN_NONNULL processes,
                               size_t capacity);

/// Signals each listed process that still is the one listed, and its group when it leads one. Returns how many there were.
/// Signal 0 only counts them.
size_t cspawn_signal_listed(const cspawn_process *CSPAWN_NONNULL processes, size_t count, int signal_number);

// --- The guardian's lock (process.c) ---

/// One lock for the process, for the slow path only: a pthread mutex, which the thread sanitizer understands.
void cspawn_guardian_lock(void);
void cspawn_guardian_unlock(void);

#ifdef __cplusplus
}
#endif

#endif

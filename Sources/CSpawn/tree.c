// The descendants of a child, found in the process table before they lose their parents.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cspawn.h"
#include "internal.h"

#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif

/// No machine we serve runs more; what lies beyond is not looked at.
#define MOST_PROCESSES 131072

#if defined(__linux__)

bool cspawn_read_status(pid_t pid, cspawn_status *status) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  char text[1024];
  ssize_t length = read(descriptor, text, sizeof text - 1);
  close(descriptor);
  if (length <= 0) return false;
  text[length] = 0;
  // The name in parentheses may hold anything, parentheses too; nothing behind it does.
  const char *rest = strrchr(text, ')');
  if (rest == NULL) return false;
  char state;
  int parent, group, session;
  unsigned long long start;
  // Fields 3 to 6 and 22 of proc(5).
  int found = sscanf(rest + 1, " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
                     &state, &parent, &group, &session, &start);
  if (found != 5) return false;
  *status = (cspawn_status){pid, parent, group, session, state == 'Z' || state == 'X', start};
  return true;
}

/// The whole process table, zombies left out; the caller frees it.
static cspawn_status *read_table(size_t *count) {
  *count = 0;
  DIR *folder = opendir("/proc");
  if (folder == NULL) return NULL;
  size_t room = 0;
  cspawn_status *table = NULL;
  struct dirent *entry;
  while ((entry = readdir(folder)) != NULL && *count < MOST_PROCESSES) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    if (*count == room) {
      room = room == 0 ? 256 : room * 2;
      cspawn_status *larger = realloc(table, room * sizeof *table);
      if (larger == NULL) break;
      table = larger;
    }
    cspawn_status *status = &table[*count];
    if (cspawn_read_status((pid_t)atoi(entry->d_name), status) && !status->is_zombie) *count += 1;
  }
  closedir(folder);
  return table;
}

#elif defined(__APPLE__)

static cspawn_status status_of(const struct kinfo_proc *entry) {
  pid_t pid = entry->kp_proc.p_pid;
  uint64_t start = (uint64_t)entry->kp_proc.p_starttime.tv_sec * 1000000 + (uint64_t)entry->kp_proc.p_starttime.tv_usec;
  pid_t session = getsid(pid);
  return (cspawn_status){pid, entry->kp_eproc.e_ppid, entry->kp_eproc.e_pgid, session, entry->kp_proc.p_stat == SZOMB,
                         start};
}

bool cspawn_read_status(pid_t pid, cspawn_status *status) {
  int name[4] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, pid};
  struct kinfo_proc entry;
  size_t length = sizeof entry;
  if (sysctl(name, 4, &entry, &length, NULL, 0) != 0 || length != sizeof entry) return false;
  *status = status_of(&entry);
  return true;
}

static cspawn_status *read_table(size_t *count) {
  *count = 0;
  int name[4] = {CTL_KERN, KERN_PROC, KERN_PROC_ALL, 0};
  size_t length = 0;
  if (sysctl(name, 4, NULL, &length, NULL, 0) != 0) return NULL;
  length += 64 * sizeof(struct kinfo_proc);
  struct kinfo_proc *entries = malloc(length);
  if (entries == NULL) return NULL;
  if (sysctl(name, 4, entries, &length, NULL, 0) != 0) length = 0;
  size_t found = length / sizeof *entries;
  cspawn_status *table = found == 0 ? NULL : malloc(found * sizeof *table);
  for (size_t index = 0; table != NULL && index < found; index++) {
    table[*count] = status_of(&entries[index]);
    if (!table[*count].is_zombie) *count += 1;
  }
  free(entries);
  return table;
}

#else
#error "no process table known for this system"
#endif

/// Whether a process belongs to the tree, going by those listed so far.
static bool belongs(const cspawn_status *status, pid_t root, uint64_t root_start, const cspawn_process *listed,
                    size_t count) {
  if (status->pid == root || status->pid <= 1 || status->pid == getpid()) return false;
  // Nothing of the tree is older than its root: a cheap guard against a pid that was used before.
  if (status->start_time < root_start) return false;
  if (status->session == root || status->parent == root) return true;
  for (size_t index = 0; index < count; index++) {
    if (listed[index].pid == status->parent) return true;
  }
  return false;
}

size_t cspawn_list_descendants(pid_t root, uint64_t root_start_time, cspawn_process *processes, size_t capacity) {
  if (root <= 1) return 0;
  // A pid that now belongs to somebody else has no tree of ours; while session members live, it is not given out again.
  cspawn_status now;
  if (cspawn_read_status(root, &now) && now.start_time != root_start_time) return 0;

  size_t table_count;
  cspawn_status *table = read_table(&table_count);
  size_t count = 0;
  bool grew = true;
  // Parents mostly come before their children, so this is one pass and one to see that nothing was missed.
  while (grew && count < capacity) {
    grew = false;
    for (size_t index = 0; index < table_count && count < capacity; index++) {
      cspawn_status *status = &table[index];
      if (status->pid == 0 || !belongs(status, root, root_start_time, processes, count)) continue;
      processes[count++] = (cspawn_process){status->pid, status->group, status->start_time};
      status->pid = 0;
      grew = true;
    }
  }
  free(table);
  return count;
}

size_t cspawn_signal_listed(const cspawn_process *processes, size_t count, int signal_number) {
  size_t alive = 0;
  for (size_t index = 0; index < count; index++) {
    const cspawn_process *process = &processes[index];
    if (process->pid <= 1) continue;
    // The pidfd is opened before the start time is compared, so what is signalled is what was compared.
    int pidfd = cspawn_open_pidfd(process->pid);
    if (cspawn_is_alive(process->pid, process->start_time)) {
      alive += 1;
      if (signal_number != 0) {
        // While its leader lives a group's number cannot belong to another.
        if (process->group == process->pid) cspawn_signal_group(process->group, signal_number);
        cspawn_signal(process->pid, pidfd, signal_number);
      }
    }
    if (pidfd >= 0) close(pidfd);
  }
  return alive;
}

// What the files of this target share; not seen outside.
#ifndef CSPAWN_INTERNAL_H
#define CSPAWN_INTERNAL_H

#include "cspawn.h"

/// What the process table says about one process.
typedef struct cspawn_status {
  pid_t pid;
  pid_t parent;
  pid_t group;
  pid_t session;
  bool is_zombie;
  uint64_t start_time;
} cspawn_status;

/// Reads one entry of the process table. False when there is no such process.
bool cspawn_read_status(pid_t pid, cspawn_status *CSPAWN_NONNULL status);

/// A pidfd of a living process, or -1 with errno set.
int cspawn_open_pidfd(pid_t pid);

#endif

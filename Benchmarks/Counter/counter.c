// Counts what a process asks of the C library: allocations, and programs started. Preloaded (LD_PRELOAD) by perf/check;
// at the end of the process it writes one line of JSON to the file that COUNTER_FILE names. For glibc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

typedef struct {
  atomic_long allocations, bytes, programs;
} Counts;

// The programs are counted where exec is called, which is a child that may share no other memory with us.
static Counts early;
static Counts *counts = &early;
static pid_t owner;

__attribute__((constructor)) static void begin(void) {
  void *page = mmap(NULL, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page != MAP_FAILED) counts = page;
  owner = getpid();
  // The children are not counted.
  unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("COUNTER_FILE");
  if (path == NULL || getpid() != owner) return;
  long allocations = atomic_load(&counts->allocations), bytes = atomic_load(&counts->bytes);
  FILE *file = fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "{\"allocations\":%ld,\"bytes\":%ld,\"programs\":%ld}\n", allocations, bytes,
          atomic_load(&counts->programs));
  fclose(file);
}

static void note(size_t size) {
  atomic_fetch_add_explicit(&counts->allocations, 1, memory_order_relaxed);
  atomic_fetch_add_explicit(&counts->bytes, (long)size, memory_order_relaxed);
}

void *malloc(size_t size) {
  note(size);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  note(count * size);
  return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  note(size);
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *block = memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}

// RTLD_NEXT under the name that is being replaced.
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void started(void) { atomic_fetch_add_explicit(&counts->programs, 1, memory_order_relaxed); }

// dlsym is not for a child of vfork: these are looked up before.
static __typeof__(&execve) next_execve;
static __typeof__(&execvp) next_execvp;
static __typeof__(&posix_spawn) next_posix_spawn;
static __typeof__(&posix_spawnp) next_posix_spawnp;

__attribute__((constructor)) static void look_up(void) {
  next_execve = NEXT(execve);
  next_execvp = NEXT(execvp);
  next_posix_spawn = NEXT(posix_spawn);
  next_posix_spawnp = NEXT(posix_spawnp);
}

int execve(const char *path, char *const arguments[], char *const environment[]) {
  started();
  return next_execve(path, arguments, environment);
}

int execvp(const char *file, char *const arguments[]) {
  started();
  return next_execvp(file, arguments);
}

int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *settings,
                char *const arguments[], char *const environment[]) {
  started();
  return next_posix_spawn(pid, path, actions, settings, arguments, environment);
}

int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *settings, char *const arguments[], char *const environment[]) {
  started();
  return next_posix_spawnp(pid, file, actions, settings, arguments, environment);
}

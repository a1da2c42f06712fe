// Counts what a process asks of the C library: allocations, programs started, reads and writes that moved bytes,
// and mutexes locked. Preloaded (LD_PRELOAD) by perf/check; at the end of the process it writes one line of JSON to the
// file that COUNTER_FILE names. For glibc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

typedef struct {
  atomic_long allocations, bytes, programs, calls, locks;
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
  fprintf(file, "{\"allocations\":%ld,\"bytes\":%ld,\"programs\":%ld,\"calls\":%ld,\"locks\":%ld}\n", allocations,
          bytes, atomic_load(&counts->programs), atomic_load(&counts->calls), atomic_load(&counts->locks));
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

// Reads and writes that moved bytes. Waits, and looks that found nothing, are not counted: how many there are hangs on the
// pace of the other side. The names that the C library uses inside itself are not counted either.
static __typeof__(&read) next_read;
static __typeof__(&write) next_write;
static __typeof__(&readv) next_readv;
static __typeof__(&writev) next_writev;
static __typeof__(&pthread_mutex_lock) next_lock;
static __typeof__(&mmap) next_mmap;

__attribute__((constructor)) static void look_up_calls(void) {
  next_read = NEXT(read);
  next_write = NEXT(write);
  next_readv = NEXT(readv);
  next_writev = NEXT(writev);
  next_lock = NEXT(pthread_mutex_lock);
  next_mmap = NEXT(mmap);
}

static ssize_t moved(ssize_t size) {
  if (size > 0) atomic_fetch_add_explicit(&counts->calls, 1, memory_order_relaxed);
  return size;
}

// Whoever comes before the constructors finds the next one for itself.
#define PASS(name, ...) ((next_##name != NULL ? next_##name : NEXT(name))(__VA_ARGS__))

ssize_t read(int file, void *bytes, size_t count) {
  return moved(PASS(read, file, bytes, count));
}

ssize_t write(int file, const void *bytes, size_t count) {
  return moved(PASS(write, file, bytes, count));
}

ssize_t readv(int file, const struct iovec *parts, int count) {
  return moved(PASS(readv, file, parts, count));
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  return moved(PASS(writev, file, parts, count));
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
  atomic_fetch_add_explicit(&counts->locks, 1, memory_order_relaxed);
  if (next_lock == NULL) next_lock = NEXT(pthread_mutex_lock);
  return next_lock(mutex);
}

// Memory that is mapped counts as allocated.
void *mmap(void *where, size_t size, int protection, int flags, int file, off_t offset) {
  if (flags & MAP_ANONYMOUS) note(size);
  if (next_mmap == NULL) next_mmap = NEXT(mmap);
  return next_mmap(where, size, protection, flags, file, offset);
}

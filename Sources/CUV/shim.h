// libuv for Swift: the system's header, and inline shims for what Swift cannot import.
#ifndef CUV_SHIM_H
#define CUV_SHIM_H

#include <uv.h>

#if defined(__linux__)
#include <sys/prctl.h>
#elif defined(__APPLE__)
#include <pthread.h>
#endif

/// Names the calling thread for debuggers; Linux keeps 15 characters.
static inline void cuv_name_thread(const char *name) {
#if defined(__linux__)
  prctl(PR_SET_NAME, name, 0, 0, 0);
#elif defined(__APPLE__)
  pthread_setname_np(name);
#else
  (void)name;
#endif
}

#endif

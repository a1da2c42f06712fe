// The processor's own counter: a few nanoseconds to read and no page of the system's clock to touch.
#ifndef CTICKS_H
#define CTICKS_H

#include <stdint.h>
#include <time.h>

/// Ticks since an arbitrary moment, of a constant but unknown length; nanoseconds where there is no such counter.
static inline uint64_t cticks_now(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
#endif
}

#endif

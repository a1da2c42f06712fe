// libuv for Swift: the system's header, and inline shims for what Swift cannot import.
#ifndef CUV_SHIM_H
#define CUV_SHIM_H

#include <uv.h>

#endif

// Starting a child the way a server needs it: own session, closed descriptors, no shell. See cspawn.c.
#ifndef CSPAWN_H
#define CSPAWN_H

#endif

// Control requests from the CLI to the host, and how long their answers take.
#ifndef FAKE_ASKING_H
#define FAKE_ASKING_H

/// Asks the host `count` times, one after the other, and adds a JSON line of latencies to FAKE_OUT.
/// `kind` is `hook`, `perm` or `mcp`.
void asking_measure(long count, const char *kind);

#endif

// What `fake-claude --help` prints: the documentation of every mode.
#ifndef FAKE_HELP_H
#define FAKE_HELP_H

extern const char help_text[];

#endif

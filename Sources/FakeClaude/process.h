// What the stand-in is as a process: its life time, the list of its process ids, what it leaves behind, how it dies.
#ifndef FAKE_PROCESS_H
#define FAKE_PROCESS_H

#include <stdbool.h>

#include "text.h"

/// Lets all signals through, adds this process to FAKE_PID_FILE and starts the clock of FAKE_LIFETIME.
void process_begin(void);

/// Adds which signals were blocked and ignored at the start, as a JSON object of two lists of numbers.
void process_add_signals(Text *list);

typedef struct {
  bool own_session;
  bool holds_pipes;
  bool ignores_term;
} Grandchild;

/// Starts a process that only waits. When this returns, it is set up and its id is in FAKE_PID_FILE.
void process_leave_grandchild(Grandchild kind);

void process_ignore_term(void);
bool process_ignores_term(void);
/// SIGTERM ends the program with this exit code.
void process_exit_on_term(int code);
_Noreturn void process_die_by_signal(int number);
/// Waits for ever, that is until a signal or the end of FAKE_LIFETIME.
_Noreturn void process_stall(void);

#endif

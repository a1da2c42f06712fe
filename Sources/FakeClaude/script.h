// A stand-in that obeys a script: one step per line, blank lines and lines that begin with # aside.
#ifndef FAKE_SCRIPT_H
#define FAKE_SCRIPT_H

#include "text.h"

/// What steps may need of the program they run in.
typedef struct {
  int argument_count;
  char **arguments;
  char **environment;
} ScriptContext;

typedef struct {
  const char *name;
  void (*run)(Slice rest);
} ScriptStep;

/// Every step, ended by one without name.
extern const ScriptStep script_steps[];

int script_run(Text script, ScriptContext context);
const ScriptContext *script_context(void);

/// The step `again`: goes back to the first step after the last `mark`, or to the start, at most `times` in all.
void script_go_back(long times);
void script_set_mark(void);

#endif

// fake-claude: a native stand-in for the Claude Code CLI. See help.c for what it can do.
#include <stdio.h>
#include <string.h>

#include "help.h"
#include "output.h"
#include "process.h"
#include "replay.h"
#include "script.h"
#include "text.h"
#include "yardstick.h"

extern char **environ;

static int run_script(int count, char **arguments, const char *path, const char *text) {
  Text script = {0};
  if (path == NULL) {
    text_add_all(&script, text);
  } else if (!text_read_file(&script, path)) {
    give_up(66, "cannot read FAKE_SCRIPT", path);
  }
  return script_run(script, (ScriptContext){count, arguments, environ});
}

static int choose_mode(int count, char **arguments) {
  const char *replay = env_text("FAKE_REPLAY", NULL);
  const char *script = env_text("FAKE_SCRIPT", NULL);
  const char *script_text = env_text("FAKE_SCRIPT_TEXT", NULL);
  if (replay != NULL) return replay_run(replay);
  if (script != NULL || script_text != NULL) return run_script(count, arguments, script, script_text);
  return yardstick_run();
}

// For the address sanitizer: what a run still holds when it ends goes with the process.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }

int main(int count, char **arguments) {
  // Alone only: among other arguments the same word may be the value of an option.
  if (count == 2 && (strcmp(arguments[1], "-v") == 0 || strcmp(arguments[1], "--version") == 0)) {
    printf("%s (Claude Code)\n", env_text("FAKE_VERSION", "2.1.330"));
    return 0;
  }
  if (count == 2 && (strcmp(arguments[1], "-h") == 0 || strcmp(arguments[1], "--help") == 0)) {
    fputs(help_text, stdout);
    return 0;
  }
  process_begin();
  out_prepare();
  return choose_mode(count, arguments);
}

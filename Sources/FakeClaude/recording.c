#define _GNU_SOURCE
#include "recording.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json.h"

static char run_folder[4096];

static bool exists(const char *path) {
  struct stat ignored;
  return stat(path, &ignored) == 0;
}

// Each process adds one byte to the file of counts, so that its length after that is the number of the run.
static long next_run(const char *path) {
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0 || write(file, "+", 1) != 1) give_up(73, "cannot write FAKE_REPLAY_STATE", path);
  off_t length = lseek(file, 0, SEEK_CUR);
  close(file);
  return (long)length;
}

static void find_run(const char *folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s/stdout.ndjson", folder);
  if (exists(path)) {
    snprintf(run_folder, sizeof run_folder, "%s", folder);
    return;
  }
  const char *state = env_text("FAKE_REPLAY_STATE", NULL);
  long run = state != NULL ? next_run(state) : env_number("FAKE_REPLAY_RUN", 1);
  snprintf(run_folder, sizeof run_folder, "%s/run%ld", folder, run);
  if (!exists(run_folder)) give_up(66, "there is no such recording", run_folder);
}

static Text read_part(const char *name) {
  char path[4200];
  Text text = {0};
  snprintf(path, sizeof path, "%s/%s", run_folder, name);
  text_read_file(&text, path);
  return text;
}

Recording recording_open(const char *folder) {
  find_run(folder);
  Text ending = read_part("exit.json");
  long code = json_number(text_slice(&ending), "code", 0);
  return (Recording){
      .host = read_part("stdin.ndjson"),
      .lines = read_part("stdout.ndjson"),
      .words = read_part("stderr.txt"),
      .timeline = read_part("timeline.ndjson"),
      .code = (int)code,
      .signal = (int)json_number(text_slice(&ending), "signal", code < 0 ? -code : 0),
  };
}

#define _GNU_SOURCE
#include "replay.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "idmap.h"
#include "input.h"
#include "json.h"
#include "output.h"
#include "process.h"

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

static long member_number(Slice object, const char *key, long otherwise) {
  Slice token;
  if (!json_member(object, key, &token)) return otherwise;
  char digits[32] = "";
  snprintf(digits, sizeof digits, "%.*s", (int)token.count, token.at);
  char *end;
  long number = strtol(digits, &end, 10);
  return end == digits ? otherwise : number;
}

// Whether the recorded host closed the input. Without a time line it is taken to have done so.
static bool input_was_ended(void) {
  Text timeline = read_part("timeline.ndjson");
  if (timeline.count == 0) return true;
  const char *at = timeline.at;
  const char *end = at + timeline.count;
  while (at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    Slice entry = {at, (size_t)((newline == NULL ? end : newline) - at)};
    Slice direction;
    Slice ended;
    if (json_member(entry, "dir", &direction) && json_is(direction, "in") && json_member(entry, "eof", &ended)) {
      return true;
    }
    at += entry.count + 1;
  }
  return false;
}

static void write_lines(const Text *lines) {
  Text answer = {0};
  const char *at = lines->at;
  const char *end = at + lines->count;
  // Where the bytes begin that are not written yet; lines that need no change go out together.
  const char *from = at;
  while (at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    size_t count = (newline == NULL ? (size_t)(end - at) : (size_t)(newline - at) + 1);
    Slice line = {at, count};
    if (idmap_is_answer(line)) {
      // The host may answer what it has read before it asks for more.
      out_bytes(from, (size_t)(at - from));
      text_clear(&answer);
      idmap_add_answer(&answer, line);
      out_text(&answer);
      from = at + count;
    }
    at += count;
  }
  out_bytes(from, (size_t)(end - from));
}

int replay_run(const char *folder) {
  find_run(folder);
  Text lines = read_part("stdout.ndjson");
  Text host = read_part("stdin.ndjson");
  Text words = read_part("stderr.txt");
  Text ending = read_part("exit.json");
  long code = member_number(text_slice(&ending), "code", 0);
  long number = member_number(text_slice(&ending), "signal", code < 0 ? -code : 0);
  // The CLI ends with 143 or 129 when it is told to end; a replay may be told so at another moment.
  if (code == 128 + SIGTERM) process_exit_on_term((int)code);

  idmap_learn(text_slice(&host), env_text("FAKE_REPLAY_IDS", "all"));
  err_bytes(words.at, words.count);
  write_lines(&lines);
  if (number > 0) process_die_by_signal((int)number);
  if (input_was_ended()) in_drain();
  return (int)code;
}

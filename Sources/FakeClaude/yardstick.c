#include "yardstick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"
#include "control.h"
#include "input.h"
#include "messages.h"
#include "output.h"
#include "text.h"

// Whole messages laid out once and written again and again, so that making them costs nothing while it runs.
static Text block;
static long lines_in_block;

static void fill_block(const char *mix, long count, size_t size, size_t wanted) {
  // In steps of ten, because the mixes repeat after two or ten messages.
  while (lines_in_block < count && block.count < wanted) {
    for (int i = 0; i < 10 && lines_in_block < count; i++) message_of_mix(&block, mix, lines_in_block++, size);
  }
}

static void fill_block_from_file(const char *path, size_t wanted) {
  if (!text_read_file(&block, path)) give_up(2, "cannot read FAKE_FILE", path);
  for (size_t i = 0; i < block.count; i++) lines_in_block += block.at[i] == '\n';
  if (lines_in_block == 0) give_up(2, "FAKE_FILE holds no whole line", path);
  // The file without the start of a last line that has no newline.
  while (block.at[block.count - 1] != '\n') block.count--;
  Text first = {0};
  text_add_slice(&first, text_slice(&block));
  long lines = lines_in_block;
  while (block.count < wanted) {
    text_add(&block, first.at, first.count);
    lines_in_block += lines;
  }
  free(first.at);
}

static void write_messages(long count) {
  for (; count >= lines_in_block && lines_in_block > 0; count -= lines_in_block) out_text(&block);
  size_t end = 0;
  for (; count > 0; count--) {
    const char *newline = memchr(block.at + end, '\n', block.count - end);
    end = (size_t)(newline - block.at) + 1;
  }
  out_bytes(block.at, end);
}

static void write_slowly(long count, long delay) {
  size_t at = 0;
  for (; count > 0; count--) {
    if (at == block.count) at = 0;
    const char *newline = memchr(block.at + at, '\n', block.count - at);
    size_t next = (size_t)(newline - block.at) + 1;
    out_bytes(block.at + at, next - at);
    at = next;
    pause_microseconds(delay);
  }
}

// The moment at which the prompt was here, on the clock that all processes share: for who measures a start.
static void stamp(const char *path) {
  if (path == NULL) return;
  FILE *file = fopen(path, "a");
  if (file == NULL) give_up(73, "cannot write FAKE_STAMP", path);
  fprintf(file, "%.9f\n", seconds_now());
  fclose(file);
}

int yardstick_run(void) {
  long count = env_number("FAKE_N", 10);
  long delay = env_number("FAKE_DELAY_US", 0);
  long requests = env_number("FAKE_CTRL", 0);
  long before = env_number("FAKE_BEFORE", 0);
  const char *moment = env_text("FAKE_STAMP", NULL);
  const char *kind = env_text("FAKE_KIND", "hook");
  const char *file = env_text("FAKE_FILE", NULL);
  size_t wanted = (size_t)env_number("FAKE_WRITE", 1 << 20);
  if (file != NULL) {
    fill_block_from_file(file, wanted);
  } else {
    fill_block(env_text("FAKE_MIX", "stream"), count, (size_t)env_number("FAKE_SIZE", 250), wanted);
  }
  Text init = {0};
  Text result = {0};
  message_init(&init);
  message_result(&result, slice_of("done"), false);

  Slice line;
  while (in_line(&line)) {
    HostLine host = control_read(line);
    if (host.kind == HOST_REQUEST) {
      control_answer(&host, NULL);
    } else if (host.kind == HOST_USER) {
      stamp(moment);
      out_text(&init);
      write_messages(before);
      if (requests > 0) asking_measure(requests, kind);
      if (delay > 0) {
        write_slowly(count, delay);
      } else {
        write_messages(count);
      }
      out_text(&result);
    }
  }
  return 0;
}

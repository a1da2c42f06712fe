// The steps of a script. Their one-line descriptions are in help.c.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control.h"
#include "converse.h"
#include "messages.h"
#include "output.h"
#include "process.h"
#include "script.h"
#include "waiting.h"

// The rest of a line as a string; it holds until the next call.
static const char *as_string(Slice rest) {
  static Text string;
  text_clear(&string);
  text_add_slice(&string, rest);
  text_add(&string, "", 1);
  return string.at;
}

static long as_number(Slice rest, long otherwise) {
  return rest.count == 0 ? otherwise : strtol(as_string(rest), NULL, 10);
}

// Gives the next word of `rest` and takes it away from there.
static Slice take_word(Slice *rest) {
  while (rest->count > 0 && *rest->at == ' ') rest->at++, rest->count--;
  Slice word = {rest->at, 0};
  while (rest->count > 0 && *rest->at != ' ') rest->at++, rest->count--, word.count++;
  return word;
}

static void write_once(Text *text) {
  out_text(text);
  free(text->at);
}

// Puts {{ID}} (the last awaited request's id, with quotes), {{HOOK}} (a hook callback id) and {{PID}} in place.
static void add_filled(Text *text, Slice from) {
  static const char *const names[] = {"{{ID}}", "{{HOOK}}", "{{PID}}"};
  for (size_t i = 0; i < from.count;) {
    size_t name = 0;
    Slice here = {from.at + i, from.count - i};
    while (name < 3 && !(here.count >= strlen(names[name]) && memcmp(here.at, names[name], strlen(names[name])) == 0)) {
      name++;
    }
    if (name == 3) {
      text_add(text, from.at + i++, 1);
      continue;
    }
    i += strlen(names[name]);
    if (name == 0) text_add_slice(text, wait_last_line()->request_id);
    if (name == 1) text_add_all(text, control_hook_id());
    if (name == 2) text_add_number(text, (long)getpid());
  }
}

// Waiting and answering.

static void step_delay(Slice rest) { pause_microseconds((long)(strtod(as_string(rest), NULL) * 1000)); }
static void step_await_line(Slice rest) { wait_for_line(as_string(rest)); }
static void step_await_prompt(Slice rest) {
  (void)rest;
  do {
    wait_for_line("\"user\"");
  } while (wait_last_line()->kind != HOST_USER);
}
static void step_await_eof(Slice rest) {
  (void)rest;
  wait_for_end();
}
static void step_init_ok(Slice rest) {
  (void)rest;
  wait_for_initialize();
}
static void step_no_init(Slice rest) {
  (void)rest;
  wait_without_answers(false);
}
static void step_no_answers(Slice rest) {
  (void)rest;
  wait_without_answers(true);
}
static void step_answer(Slice rest) { control_answer(wait_last_line(), rest.count == 0 ? NULL : as_string(rest)); }
static void step_answer_error(Slice rest) { control_answer_error(wait_last_line(), rest); }
static void step_mark(Slice rest) {
  (void)rest;
  script_set_mark();
}
static void step_again(Slice rest) { script_go_back(as_number(rest, 1L << 40)); }

// Writing.

static void step_line(Slice rest) {
  Text text = {0};
  add_filled(&text, rest);
  text_add_all(&text, "\n");
  write_once(&text);
}
static void step_half(Slice rest) {
  Text text = {0};
  add_filled(&text, rest);
  write_once(&text);
}
static void step_raw(Slice rest) {
  Text text = {0};
  for (size_t i = 0; i < rest.count; i++) {
    char byte = rest.at[i];
    if (byte == '\\' && i + 1 < rest.count) {
      byte = rest.at[++i];
      if (byte == 'n') byte = '\n';
      if (byte == 'r') byte = '\r';
      if (byte == 't') byte = '\t';
      if (byte == '0') byte = 0;
      if (byte == 'x' && i + 2 < rest.count) {
        char digits[3] = {rest.at[i + 1], rest.at[i + 2], 0};
        byte = (char)strtol(digits, NULL, 16);
        i += 2;
      }
    }
    text_add(&text, &byte, 1);
  }
  write_once(&text);
}
static void step_init(Slice rest) {
  (void)rest;
  Text text = {0};
  message_init(&text);
  write_once(&text);
}
static void step_assistant(Slice rest) {
  Text text = {0};
  message_assistant(&text, rest);
  write_once(&text);
}
static void step_result(Slice rest) {
  Text text = {0};
  message_result(&text, rest, false);
  write_once(&text);
}
static void step_error_result(Slice rest) {
  Text text = {0};
  message_result(&text, rest, true);
  write_once(&text);
}
static void step_noise(Slice rest) {
  Text text = {0};
  for (long i = 0, count = as_number(rest, 1); i < count; i++) {
    text_add_all(&text, "noise ");
    text_add_number(&text, i);
    text_add_all(&text, ": this line is not JSON\n");
  }
  write_once(&text);
}
static void step_flood(Slice rest) {
  long count = as_number(take_word(&rest), 1000);
  size_t size = (size_t)as_number(take_word(&rest), 250);
  Text line = {0};
  Text block = {0};
  message_fill(&line, shape_stream_event, size);
  long lines = (1 << 20) / (long)line.count + 1;
  if (lines > count) lines = count;
  for (long i = 0; i < lines; i++) text_add_slice(&block, text_slice(&line));
  for (; count >= lines && lines > 0; count -= lines) out_text(&block);
  out_bytes(block.at, line.count * (size_t)count);
  free(line.at);
  free(block.at);
}
static void step_big(Slice rest) { message_stream(shape_assistant_text, (size_t)as_number(rest, 100L << 20)); }
static void step_split(Slice rest) { out_split((size_t)as_number(rest, 0)); }
static void step_stderr(Slice rest) {
  Text text = {0};
  text_add_slice(&text, rest);
  text_add_all(&text, "\n");
  err_bytes(text.at, text.count);
  free(text.at);
}
static void step_stderr_flood(Slice rest) {
  long count = as_number(take_word(&rest), 1000);
  size_t size = (size_t)as_number(take_word(&rest), 80);
  Text text = {0};
  for (size_t i = 1; i < size; i++) text_add_all(&text, "e");
  text_add_all(&text, "\n");
  for (; count > 0; count--) err_bytes(text.at, text.count);
  free(text.at);
}

static void add_json_list(Text *list, char **strings, char open, char close) {
  text_add(list, &open, 1);
  for (size_t i = 0; strings[i] != NULL; i++) {
    const char *equals = open == '{' ? strchr(strings[i], '=') : NULL;
    if (i > 0) text_add_all(list, ",");
    if (equals != NULL) {
      text_add_json(list, (Slice){strings[i], (size_t)(equals - strings[i])});
      text_add_all(list, ":");
      text_add_json(list, slice_of(equals + 1));
    } else {
      text_add_json(list, slice_of(strings[i]));
      if (open == '{') text_add_all(list, ":null");
    }
  }
  text_add(list, &close, 1);
}
static void step_echo_argv(Slice rest) {
  (void)rest;
  Text list = {0};
  Text text = {0};
  add_json_list(&list, script_context()->arguments, '[', ']');
  message_system(&text, "echo_argv", "argv", text_slice(&list));
  write_once(&text);
  free(list.at);
}
static void step_echo_env(Slice rest) {
  (void)rest;
  Text list = {0};
  Text text = {0};
  add_json_list(&list, script_context()->environment, '{', '}');
  message_system(&text, "echo_env", "env", text_slice(&list));
  write_once(&text);
  free(list.at);
}
static void step_echo_signals(Slice rest) {
  (void)rest;
  Text signals = {0};
  Text text = {0};
  process_add_signals(&signals);
  message_system(&text, "echo_signals", "signals", text_slice(&signals));
  write_once(&text);
  free(signals.at);
}

// Ending, or not.

static void step_die_mid_line(Slice rest) {
  Text text = {0};
  message_fill(&text, shape_assistant_text, 1000);
  out_bytes(text.at, text.count / 2);
  _exit((int)as_number(rest, 1));
}
static void step_exit(Slice rest) { _exit((int)as_number(rest, 0)); }
static void step_signal(Slice rest) { process_die_by_signal((int)as_number(rest, SIGKILL)); }
static void step_ignore_term(Slice rest) {
  (void)rest;
  process_ignore_term();
}
static void step_exit_on_term(Slice rest) { process_exit_on_term((int)as_number(rest, 143)); }
static void step_grandchild(Slice rest) {
  Grandchild kind = {false, false, false};
  for (Slice word = take_word(&rest); word.count > 0; word = take_word(&rest)) {
    if (slice_is(word, "own-session")) {
      kind.own_session = true;
    } else if (slice_is(word, "hold-pipe")) {
      kind.holds_pipes = true;
    } else if (slice_is(word, "ignore-term")) {
      kind.ignores_term = true;
    } else {
      give_up(64, "a grandchild cannot be", as_string(word));
    }
  }
  process_leave_grandchild(kind);
}
static void step_close_stdout(Slice rest) {
  (void)rest;
  close(STDOUT_FILENO);
}
static void step_close_stdin(Slice rest) {
  (void)rest;
  close(STDIN_FILENO);
}
static void step_stall(Slice rest) {
  (void)rest;
  process_stall();
}

const ScriptStep script_steps[] = {
    {"delay", step_delay},
    {"await-line", step_await_line},
    {"await-prompt", step_await_prompt},
    {"await-eof", step_await_eof},
    {"init-ok", step_init_ok},
    {"no-init", step_no_init},
    {"no-answers", step_no_answers},
    {"answer", step_answer},
    {"answer-error", step_answer_error},
    {"mark", step_mark},
    {"again", step_again},
    {"line", step_line},
    {"half", step_half},
    {"raw", step_raw},
    {"init", step_init},
    {"assistant", step_assistant},
    {"result", step_result},
    {"error-result", step_error_result},
    {"noise", step_noise},
    {"flood", step_flood},
    {"big", step_big},
    {"split", step_split},
    {"stderr", step_stderr},
    {"stderr-flood", step_stderr_flood},
    {"echo-argv", step_echo_argv},
    {"echo-env", step_echo_env},
    {"echo-signals", step_echo_signals},
    {"die-mid-line", step_die_mid_line},
    {"exit", step_exit},
    {"signal", step_signal},
    {"ignore-term", step_ignore_term},
    {"exit-on-term", step_exit_on_term},
    {"grandchild", step_grandchild},
    {"close-stdout", step_close_stdout},
    {"close-stdin", step_close_stdin},
    {"stall", step_stall},
    {"converse", converse},
    {NULL, NULL},
};

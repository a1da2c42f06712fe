#include "converse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control.h"
#include "input.h"
#include "json.h"
#include "output.h"
#include "process.h"
#include "script.h"

static char session[64];
static int resets;
static int asked;
// What was said since the conversation began, as the inside of a JSON string.
static Text heard;
static Text out;

// `--session-id ID` and `--resume ID`, with a blank or an equals sign.
static void choose_session(void) {
  static const char *const names[] = {"--session-id", "--resume"};
  const ScriptContext *context = script_context();
  snprintf(session, sizeof session, "00000000-0000-4000-8000-%012ld", (long)getpid());
  for (int i = 1; i < context->argument_count; i++) {
    for (int name = 0; name < 2; name++) {
      const char *argument = context->arguments[i];
      size_t count = strlen(names[name]);
      if (strncmp(argument, names[name], count) != 0) continue;
      if (argument[count] == '=') {
        snprintf(session, sizeof session, "%s", argument + count + 1);
      } else if (argument[count] == 0 && i + 1 < context->argument_count) {
        snprintf(session, sizeof session, "%s", context->arguments[i + 1]);
      }
    }
  }
}

static void begin(const char *type) {
  text_add_all(&out, "{\"type\":\"");
  text_add_all(&out, type);
  text_add_all(&out, "\",\"session_id\":\"");
  text_add_all(&out, session);
  text_add_all(&out, "\",\"uuid\":\"a1b2c3d4-0000-4000-8000-00112233aabb\"");
}

static void state(const char *name) {
  begin("system");
  text_add_all(&out, ",\"subtype\":\"session_state_changed\",\"sdk_host_only\":true,\"state\":\"");
  text_add_all(&out, name);
  text_add_all(&out, "\"}\n");
}

static void init(void) {
  begin("system");
  text_add_all(&out, ",\"subtype\":\"init\",\"model\":\"claude-opus-5-5\",\"tools\":[],\"mcp_servers\":[],"
                     "\"claude_code_version\":\"2.1.330\",\"cwd\":\"/\"}\n");
}

// `words` is the inside of a JSON string.
static void assistant(Slice words) {
  begin("assistant");
  text_add_all(&out, ",\"parent_tool_use_id\":null,\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                     "\"role\":\"assistant\",\"model\":\"claude-opus-5-5\",\"stop_reason\":null,"
                     "\"usage\":{\"input_tokens\":1,\"output_tokens\":1},\"content\":[{\"type\":\"text\",\"text\":\"");
  text_add_slice(&out, words);
  text_add_all(&out, "\"}]}}\n");
}

static void result(Slice words, int turns, bool failed) {
  begin("result");
  text_add_all(&out, failed ? ",\"subtype\":\"error_during_execution\",\"is_error\":true,\"duration_ms\":1,"
                            : ",\"subtype\":\"success\",\"is_error\":false,\"duration_ms\":1,");
  text_add_all(&out, "\"duration_api_ms\":1,\"total_cost_usd\":0,\"usage\":{},\"num_turns\":");
  text_add_number(&out, turns);
  text_add_all(&out, ",\"result\":\"");
  text_add_slice(&out, words);
  text_add_all(&out, "\"}\n");
}

static void send(void) {
  out_text(&out);
  text_clear(&out);
}

static void clear(Slice fault) {
  if (slice_is(fault, "hangs")) return;
  if (slice_is(fault, "dies")) _exit(5);
  state("running");
  if (!slice_is(fault, "no-reset")) {
    begin("conversation_reset");
    text_add_all(&out, ",\"new_conversation_id\":\"11111111-0000-4000-8000-000000000000\"}\n");
  }
  resets++;
  if (!slice_is(fault, "same-session")) {
    snprintf(session, sizeof session, "22222222-0000-4000-%04d-%012ld", resets, (long)getpid());
  }
  init();
  if (slice_is(fault, "answers")) assistant(slice_of("What should I clear?"));
  result(slice_of(""), slice_is(fault, "answers") ? 1 : 0, slice_is(fault, "fails"));
  if (slice_is(fault, "dies-behind")) {
    state("idle");
    send();
    _exit(0);
  }
  if (!slice_is(fault, "never-idle")) state("idle");
  send();
  text_clear(&heard);
}

// Asks for a permission, and adds the answer to what was heard.
static void ask_permission(void) {
  char id[32];
  snprintf(id, sizeof id, "ask_%d", asked++);
  text_add_all(&out, "{\"type\":\"control_request\",\"request_id\":\"");
  text_add_all(&out, id);
  text_add_all(&out, "\",\"request\":{\"subtype\":\"can_use_tool\",\"tool_name\":\"Bash\",\"input\":{},"
                     "\"tool_use_id\":\"toolu_1\"}}\n");
  send();
  Slice line;
  while (in_line(&line)) {
    HostLine host = control_read(line);
    if (host.kind == HOST_REQUEST) control_answer(&host, NULL);
    if (host.kind != HOST_RESPONSE || !json_is(host.request_id, id)) continue;
    Text quoted = {0};
    text_add_json(&quoted, line);
    text_add(&heard, quoted.at + 1, quoted.count - 2);
    free(quoted.at);
    return;
  }
  _exit(0);
}

// `said` holds until the next line is read.
static void answer(Slice said) {
  static Text copy;
  text_clear(&copy);
  text_add_slice(&copy, said);
  Slice words = text_slice(&copy);
  state("running");
  init();
  send();
  if (slice_has(words, "exit-now")) _exit(3);
  if (slice_has(words, "hang-now")) process_stall();
  if (slice_has(words, "permission-now")) ask_permission();
  if (heard.count > 0) text_add_all(&heard, " | ");
  text_add_slice(&heard, words);
  if (slice_has(words, "canary-now")) {
    text_add_all(&heard, " canary=");
    text_add_all(&heard, env_text("CANARY", "none"));
  }
  if (slice_has(words, "slow-now")) pause_microseconds(200000);
  assistant(words);
  result(text_slice(&heard), slice_has(words, "tool-now") ? 2 : 1, slice_has(words, "fail-now"));
  state("idle");
  send();
}

void converse(Slice fault) {
  Slice line;
  choose_session();
  while (in_line(&line)) {
    HostLine host = control_read(line);
    if (host.kind == HOST_REQUEST) control_answer(&host, NULL);
    if (host.kind != HOST_USER) continue;
    Slice message;
    Slice content;
    if (!json_member(line, "message", &message) || !json_member(message, "content", &content)) continue;
    if (content.count < 2 || *content.at != '"') continue;
    Slice words = {content.at + 1, content.count - 2};
    if (slice_is(words, "/clear")) {
      clear(fault);
    } else {
      answer(words);
    }
  }
}

#define _GNU_SOURCE
#include "asking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control.h"
#include "input.h"
#include "json.h"
#include "output.h"

static Text request;
static int next_id;
static bool server_is_ready;

// Answers the host's own requests on the way; ends the program when the host went away.
static void await_answer(const char *id) {
  Slice line;
  while (in_line(&line)) {
    HostLine host = control_read(line);
    if (host.kind == HOST_REQUEST) control_answer(&host, NULL);
    if (host.kind != HOST_RESPONSE || !json_is(host.request_id, id)) continue;
    if (json_is(host.subtype, "error")) fprintf(stderr, "fake-claude: error answer %.*s\n", (int)line.count, line.at);
    return;
  }
  _exit(0);
}

static void begin_request(const char *id) {
  text_clear(&request);
  text_add_all(&request, "{\"type\":\"control_request\",\"request_id\":\"");
  text_add_all(&request, id);
  text_add_all(&request, "\",\"request\":{\"subtype\":");
}

static void add_hook(void) {
  text_add_all(&request, "\"hook_callback\",\"callback_id\":\"");
  text_add_all(&request, control_hook_id());
  text_add_all(&request,
               "\",\"input\":{\"session_id\":\"3f0c9a3e-5a0b-4d7b-9b0e-0c3f5d1e2a77\","
               "\"transcript_path\":\"/tmp/t.jsonl\",\"cwd\":\"/tmp\",\"permission_mode\":\"default\","
               "\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls -la /tmp\","
               "\"description\":\"List files\"},\"tool_use_id\":\"toolu_01\"},\"tool_use_id\":\"toolu_01\"");
}

static void add_permission(void) {
  text_add_all(&request,
               "\"can_use_tool\",\"tool_name\":\"Bash\",\"input\":{\"command\":\"ls -la /tmp\","
               "\"description\":\"List files\"},\"permission_suggestions\":[{\"type\":\"addRules\","
               "\"rules\":[{\"toolName\":\"Bash\",\"ruleContent\":\"ls:*\"}],\"behavior\":\"allow\","
               "\"destination\":\"localSettings\"}],\"tool_use_id\":\"toolu_01\"");
}

static void add_server_message(const char *message) {
  text_add_all(&request, "\"mcp_message\",\"server_name\":\"");
  text_add_all(&request, env_text("FAKE_MCP_SERVER", "calc"));
  text_add_all(&request, "\",\"message\":");
  text_add_all(&request, message);
}

static void ask(const char *id) {
  text_add_all(&request, "}}\n");
  out_text(&request);
  await_answer(id);
}

static void ask_server(const char *message) {
  char id[32];
  snprintf(id, sizeof id, "cli_%d", next_id++);
  begin_request(id);
  add_server_message(message);
  ask(id);
}

static void greet_server(void) {
  if (server_is_ready) return;
  server_is_ready = true;
  ask_server("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
             "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
             "\"clientInfo\":{\"name\":\"claude-code\",\"version\":\"2.1.330\"}}}");
  if (env_number("FAKE_MCP_NOTIF", 1) != 0) {
    ask_server("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }
  ask_server("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
}

static void add_call(const char *kind, long index) {
  if (strcmp(kind, "hook") == 0) {
    add_hook();
  } else if (strcmp(kind, "perm") == 0) {
    add_permission();
  } else {
    char message[256];
    snprintf(message, sizeof message,
             "{\"jsonrpc\":\"2.0\",\"id\":%ld,\"method\":\"tools/call\",\"params\":{\"name\":\"%.64s\","
             "\"arguments\":{\"a\":%ld,\"b\":2}}}",
             index + 2, env_text("FAKE_MCP_TOOL", "add"), index);
    add_server_message(message);
  }
}

static int by_size(const void *one, const void *other) {
  double a = *(const double *)one;
  double b = *(const double *)other;
  return (a > b) - (a < b);
}

static void report(const char *kind, double *taken, long count, double whole) {
  const char *path = env_text("FAKE_OUT", NULL);
  if (path == NULL) return;
  FILE *file = fopen(path, "a");
  if (file == NULL) give_up(73, "cannot write FAKE_OUT", path);
  qsort(taken, (size_t)count, sizeof *taken, by_size);
  fprintf(file,
          "{\"kind\":\"%s\",\"n\":%ld,\"p50_us\":%.2f,\"p90_us\":%.2f,\"p99_us\":%.2f,\"max_us\":%.1f,\"mean_us\":%.2f}\n",
          kind, count, taken[count / 2] * 1e6, taken[count * 9 / 10] * 1e6, taken[count * 99 / 100] * 1e6,
          taken[count - 1] * 1e6, whole / (double)count * 1e6);
  fclose(file);
}

void asking_measure(long count, const char *kind) {
  if (strcmp(kind, "mcp") == 0) greet_server();
  double *taken = need_memory(NULL, sizeof *taken * (size_t)count);
  double begin = seconds_now();
  for (long i = 0; i < count; i++) {
    char id[40];
    snprintf(id, sizeof id, "c%08d-0000-4000", next_id++);
    begin_request(id);
    add_call(kind, i);
    double asked = seconds_now();
    ask(id);
    taken[i] = seconds_now() - asked;
  }
  report(kind, taken, count, seconds_now() - begin);
  free(taken);
}

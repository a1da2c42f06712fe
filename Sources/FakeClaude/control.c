#include "control.h"

#include <string.h>
#include <unistd.h>

#include "json.h"
#include "output.h"

static char hook_id[128] = "hook_0";
static Text answer;

static void keep_hook_id(Slice line) {
  static const char key[] = "\"hookCallbackIds\"";
  for (size_t i = 0; i + sizeof key - 1 < line.count; i++) {
    if (line.at[i] != '"' || memcmp(line.at + i, key, sizeof key - 1) != 0) continue;
    const char *end = line.at + line.count;
    const char *open = memchr(line.at + i + sizeof key - 1, '"', (size_t)(end - line.at) - i - sizeof key + 1);
    const char *close = open == NULL ? NULL : memchr(open + 1, '"', (size_t)(end - open) - 1);
    if (close != NULL && (size_t)(close - open) <= sizeof hook_id) {
      memcpy(hook_id, open + 1, (size_t)(close - open) - 1);
      hook_id[close - open - 1] = 0;
    }
    return;
  }
}

HostLine control_read(Slice line) {
  HostLine read = {HOST_OTHER, {"\"\"", 2}, {"\"\"", 2}};
  Slice type;
  Slice body;
  if (!json_member(line, "type", &type)) return read;
  if (json_is(type, "user")) {
    read.kind = HOST_USER;
  } else if (json_is(type, "control_request")) {
    read.kind = HOST_REQUEST;
    json_member(line, "request_id", &read.request_id);
    if (json_member(line, "request", &body)) json_member(body, "subtype", &read.subtype);
    if (control_is_initialize(&read)) keep_hook_id(line);
  } else if (json_is(type, "control_response")) {
    read.kind = HOST_RESPONSE;
    if (json_member(line, "response", &body)) {
      json_member(body, "request_id", &read.request_id);
      json_member(body, "subtype", &read.subtype);
    }
  }
  return read;
}

bool control_is_initialize(const HostLine *line) {
  return line->kind == HOST_REQUEST && json_is(line->subtype, "initialize");
}

static void begin(const char *subtype, const HostLine *request) {
  text_clear(&answer);
  text_add_all(&answer, "{\"type\":\"control_response\",\"response\":{\"subtype\":\"");
  text_add_all(&answer, subtype);
  text_add_all(&answer, "\",\"request_id\":");
  text_add_slice(&answer, request->request_id);
}

void control_answer(const HostLine *request, const char *response) {
  begin("success", request);
  text_add_all(&answer, ",\"response\":");
  if (response != NULL) {
    text_add_all(&answer, response);
  } else if (control_is_initialize(request)) {
    text_add_all(&answer,
                 "{\"commands\":[],\"output_style\":\"default\",\"available_output_styles\":[\"default\"],"
                 "\"models\":[],\"account\":{},\"pid\":");
    text_add_number(&answer, (long)getpid());
    text_add_all(&answer, "}");
  } else {
    text_add_all(&answer, "{}");
  }
  text_add_all(&answer, "}}\n");
  out_text(&answer);
}

void control_answer_error(const HostLine *request, Slice words) {
  begin("error", request);
  text_add_all(&answer, ",\"error\":");
  text_add_json(&answer, words);
  text_add_all(&answer, "}}\n");
  out_text(&answer);
}

const char *control_hook_id(void) { return hook_id; }

#include "idmap.h"

#include <stdlib.h>
#include <string.h>

#include "control.h"
#include "input.h"

// One request: its id and subtype as raw tokens, and whether an answer took it already.
typedef struct {
  char *id;
  char *subtype;
  bool taken;
} Request;

typedef struct {
  Request *at;
  size_t count;
} Requests;

static Requests recorded;
static Requests arrived;

static char *copy_of(Slice slice) {
  char *copy = need_memory(NULL, slice.count + 1);
  memcpy(copy, slice.at, slice.count);
  copy[slice.count] = 0;
  return copy;
}

static void keep(Requests *requests, const HostLine *host) {
  requests->at = need_memory(requests->at, sizeof *requests->at * (requests->count + 1));
  requests->at[requests->count++] = (Request){copy_of(host->request_id), copy_of(host->subtype), false};
}

void idmap_learn(Slice host_lines, const char *which) {
  if (strcmp(which, "none") == 0) return;
  bool only_initialize = strcmp(which, "init") == 0;
  const char *at = host_lines.at;
  const char *end = at + host_lines.count;
  while (at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    Slice line = {at, (size_t)((newline == NULL ? end : newline) - at)};
    HostLine host = control_read(line);
    bool counts = only_initialize ? control_is_initialize(&host) : host.kind == HOST_REQUEST;
    if (counts) keep(&recorded, &host);
    at += line.count + 1;
  }
}

// Two requests may have had the same id; then each answer takes one of them.
static Request *recorded_request(Slice line) {
  HostLine answer = control_read(line);
  if (answer.kind != HOST_RESPONSE) return NULL;
  Request *found = NULL;
  for (size_t i = 0; i < recorded.count; i++) {
    if (!slice_is(answer.request_id, recorded.at[i].id)) continue;
    found = &recorded.at[i];
    if (!found->taken) break;
  }
  return found;
}

bool idmap_is_answer(Slice line) { return slice_has(line, "control_response") && recorded_request(line) != NULL; }

// The place of a request among those of its subtype says which one of the arriving requests it is.
static const char *await_counterpart(const Request *wanted) {
  size_t place = 0;
  for (const Request *each = recorded.at; each < wanted; each++) place += strcmp(each->subtype, wanted->subtype) == 0;
  size_t seen = 0;
  size_t passed = 0;
  for (;;) {
    for (; seen < arrived.count; seen++) {
      if (strcmp(arrived.at[seen].subtype, wanted->subtype) == 0 && passed++ == place) return arrived.at[seen].id;
    }
    Slice line;
    if (!in_line(&line)) return NULL;
    HostLine host = control_read(line);
    if (host.kind == HOST_REQUEST) keep(&arrived, &host);
  }
}

void idmap_add_answer(Text *text, Slice line) {
  Request *request = recorded_request(line);
  const char *id = request == NULL ? NULL : await_counterpart(request);
  if (id == NULL) {
    text_add_slice(text, line);
    return;
  }
  request->taken = true;
  // The id's own bytes in the line are what is replaced, so that nothing else changes.
  Slice old = control_read(line).request_id;
  text_add(text, line.at, (size_t)(old.at - line.at));
  text_add_all(text, id);
  const char *after = old.at + old.count;
  text_add(text, after, (size_t)(line.at + line.count - after));
}

#include "idmap.h"

#include <string.h>


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

static void keep(Requests *requests, const HostLine *host) {
  requests->at = need_memory(requests->at, sizeof *requests->at * (requests->count + 1));
  requests->at[requests->count++] = (Request){slice_copy(host->request_id), slice_copy(host->subtype), false};
}

void idmap_learn(Slice host_lines, const char *which) {
  if (strcmp(which, "none") == 0) return;
  bool only_initialize = strcmp(which, "init") == 0;
  Slice line;
  while (slice_take_line(&host_lines, &line)) {
    HostLine host = control_read(line);
    bool counts = only_initialize ? control_is_initialize(&host) : host.kind == HOST_REQUEST;
    if (counts) keep(&recorded, &host);
  }
}

static size_t count_of(const Requests *requests, const char *subtype) {
  size_t count = 0;
  for (size_t i = 0; i < requests->count; i++) count += strcmp(requests->at[i].subtype, subtype) == 0;
  return count;
}

bool idmap_note(const HostLine *request) {
  keep(&arrived, request);
  const char *subtype = arrived.at[arrived.count - 1].subtype;
  return count_of(&arrived, subtype) <= count_of(&recorded, subtype);
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
static const Request *counterpart(const Request *wanted) {
  Requests before = {recorded.at, (size_t)(wanted - recorded.at)};
  size_t place = count_of(&before, wanted->subtype);
  for (size_t i = 0; i < arrived.count; i++) {
    if (strcmp(arrived.at[i].subtype, wanted->subtype) == 0 && place-- == 0) return &arrived.at[i];
  }
  return NULL;
}

bool idmap_has_come(size_t number) {
  return number >= recorded.count || counterpart(&recorded.at[number]) != NULL;
}

bool idmap_add_answer(Text *text, Slice line) {
  Request *request = recorded_request(line);
  const Request *asked = request == NULL ? NULL : counterpart(request);
  if (asked == NULL) return false;
  request->taken = true;
  // The id's own bytes in the line are what is replaced, so that nothing else changes.
  Slice old = control_read(line).request_id;
  text_add(text, line.at, (size_t)(old.at - line.at));
  text_add_all(text, asked->id);
  const char *after = old.at + old.count;
  text_add(text, after, (size_t)(line.at + line.count - after));
  return true;
}

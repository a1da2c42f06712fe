#include "arrivals.h"

#include "idmap.h"

static size_t came[HOST_OTHER + 1];
static size_t recorded_so_far[HOST_OTHER + 1];
static Text words;

// The ids of the requests that the host answered.
static char **answered;

void arrivals_add_name(Text *text, const HostLine *line) {
  static const char *const names[] = {"user", "control_request ", "control_response to ", "another line"};
  text_add_all(text, names[line->kind]);
  if (line->kind == HOST_REQUEST) text_add_slice(text, line->subtype);
  if (line->kind == HOST_RESPONSE) text_add_slice(text, line->request_id);
}

void arrivals_take(Slice line) {
  HostLine host = control_read(line);
  if (words.count > 0) text_add_all(&words, ", ");
  arrivals_add_name(&words, &host);
  if (host.kind == HOST_RESPONSE) {
    answered = need_memory(answered, sizeof *answered * (came[HOST_RESPONSE] + 1));
    answered[came[HOST_RESPONSE]] = slice_copy(host.request_id);
  }
  came[host.kind]++;
  if (host.kind == HOST_REQUEST && !idmap_note(&host)) control_answer(&host, NULL);
}

size_t arrivals_place(const HostLine *recorded) { return recorded_so_far[recorded->kind]++; }

static bool is_answered(Slice request_id) {
  for (size_t i = 0; i < came[HOST_RESPONSE]; i++) {
    if (slice_is(request_id, answered[i])) return true;
  }
  return false;
}

bool arrivals_have(const HostLine *recorded, size_t place) {
  switch (recorded->kind) {
    case HOST_REQUEST: return idmap_has_come(place);
    case HOST_RESPONSE: return is_answered(recorded->request_id);
    default: return came[recorded->kind] > place;
  }
}

Slice arrivals_in_words(void) { return words.count == 0 ? slice_of("nothing") : text_slice(&words); }

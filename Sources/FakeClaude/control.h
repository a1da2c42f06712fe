// The control protocol as the CLI's side speaks it.
#ifndef FAKE_CONTROL_H
#define FAKE_CONTROL_H

#include "text.h"

typedef enum { HOST_USER, HOST_REQUEST, HOST_RESPONSE, HOST_OTHER } HostKind;

/// What a line from the host is. The tokens point into the line and are raw JSON.
typedef struct {
  HostKind kind;
  Slice request_id;
  Slice subtype;
} HostLine;

HostLine control_read(Slice line);
bool control_is_initialize(const HostLine *line);

/// Answers a request with success. `response` is JSON; NULL picks the usual one for the request.
void control_answer(const HostLine *request, const char *response);
void control_answer_error(const HostLine *request, Slice words);

/// The first hook callback id that the last `initialize` named; "hook_0" before that.
const char *control_hook_id(void);

#endif

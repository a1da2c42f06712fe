// Just enough JSON to look into the lines that the host writes.
#ifndef FAKE_JSON_H
#define FAKE_JSON_H

#include "text.h"

/// Finds the member `key` of the object at the start of `object` and gives its raw token (strings with their quotes).
bool json_member(Slice object, const char *key, Slice *value);
/// The member `key` as a whole number, `otherwise` when it is none.
long json_number(Slice object, const char *key, long otherwise);
/// Whether a raw token is the string `text` (which must need no escapes).
bool json_is(Slice token, const char *text);

#endif

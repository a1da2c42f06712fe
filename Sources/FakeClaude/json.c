#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) at++;
  return at;
}

// `at` is on the opening quote; the answer is one past the closing one.
static const char *skip_string(const char *at, const char *end) {
  for (at++; at < end; at++) {
    if (*at == '\\') {
      at++;
    } else if (*at == '"') {
      return at + 1;
    }
  }
  return end;
}

static const char *skip_value(const char *at, const char *end) {
  if (at < end && *at == '"') return skip_string(at, end);
  long depth = 0;
  while (at < end) {
    char byte = *at;
    if (byte == '"') {
      at = skip_string(at, end);
      continue;
    }
    if (byte == '{' || byte == '[') depth++;
    if (byte == '}' || byte == ']') {
      if (depth == 0) return at;
      depth--;
      if (depth == 0) return at + 1;
    }
    if (depth == 0 && (byte == ',' || byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')) return at;
    at++;
  }
  return end;
}

bool json_member(Slice object, const char *key, Slice *value) {
  const char *end = object.at + object.count;
  const char *at = skip_blanks(object.at, end);
  if (at == end || *at != '{') return false;
  at = skip_blanks(at + 1, end);
  while (at < end && *at == '"') {
    const char *name = at;
    at = skip_string(at, end);
    Slice token = {name, (size_t)(at - name)};
    at = skip_blanks(at, end);
    if (at == end || *at != ':') return false;
    const char *from = skip_blanks(at + 1, end);
    at = skip_value(from, end);
    if (json_is(token, key)) {
      *value = (Slice){from, (size_t)(at - from)};
      return at > from;
    }
    at = skip_blanks(at, end);
    if (at == end || *at != ',') return false;
    at = skip_blanks(at + 1, end);
  }
  return false;
}

long json_number(Slice object, const char *key, long otherwise) {
  Slice token;
  if (!json_member(object, key, &token)) return otherwise;
  char digits[32] = "";
  snprintf(digits, sizeof digits, "%.*s", (int)token.count, token.at);
  char *end;
  long number = strtol(digits, &end, 10);
  return end == digits ? otherwise : number;
}

bool json_is(Slice token, const char *text) {
  size_t count = strlen(text);
  return token.count == count + 2 && token.at[0] == '"' && memcmp(token.at + 1, text, count) == 0
         && token.at[count + 1] == '"';
}

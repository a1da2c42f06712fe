#define _GNU_SOURCE
#include "text.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Slice slice_of(const char *text) { return (Slice){text, strlen(text)}; }

bool slice_is(Slice slice, const char *text) {
  return strlen(text) == slice.count && memcmp(slice.at, text, slice.count) == 0;
}

bool slice_has(Slice slice, const char *part) {
  size_t count = strlen(part);
  if (count == 0) return true;
  const char *from = slice.at;
  const char *end = slice.at + slice.count;
  while ((size_t)(end - from) >= count) {
    const char *first = memchr(from, part[0], (size_t)(end - from) - count + 1);
    if (first == NULL) return false;
    if (memcmp(first, part, count) == 0) return true;
    from = first + 1;
  }
  return false;
}

bool slice_take_line(Slice *rest, Slice *line) {
  if (rest->count == 0) return false;
  const char *newline = memchr(rest->at, '\n', rest->count);
  *line = (Slice){rest->at, newline == NULL ? rest->count : (size_t)(newline - rest->at)};
  size_t taken = line->count + (newline == NULL ? 0 : 1);
  *rest = (Slice){rest->at + taken, rest->count - taken};
  return true;
}

char *slice_copy(Slice slice) {
  char *copy = need_memory(NULL, slice.count + 1);
  memcpy(copy, slice.at, slice.count);
  copy[slice.count] = 0;
  return copy;
}

void *need_memory(void *old, size_t count) {
  void *fresh = realloc(old, count);
  if (fresh == NULL) give_up(70, "no memory", "");
  return fresh;
}

void give_up(int code, const char *what, const char *detail) {
  fprintf(stderr, "fake-claude: %s%s%s\n", what, *detail ? ": " : "", detail);
  fflush(stderr);
  _exit(code);
}

void text_clear(Text *text) { text->count = 0; }

void text_add(Text *text, const char *bytes, size_t count) {
  if (text->capacity - text->count < count) {
    size_t wanted = text->capacity * 2;
    if (wanted < text->count + count) wanted = text->count + count;
    if (wanted < 256) wanted = 256;
    text->at = need_memory(text->at, wanted);
    text->capacity = wanted;
  }
  if (count > 0) memcpy(text->at + text->count, bytes, count);
  text->count += count;
}

void text_add_slice(Text *text, Slice slice) { text_add(text, slice.at, slice.count); }

void text_add_all(Text *text, const char *string) { text_add(text, string, strlen(string)); }

void text_add_number(Text *text, long number) {
  char digits[32];
  int count = snprintf(digits, sizeof digits, "%ld", number);
  text_add(text, digits, (size_t)count);
}

void text_add_json(Text *text, Slice slice) {
  text_add_all(text, "\"");
  size_t plain = 0;
  for (size_t i = 0; i < slice.count; i++) {
    unsigned char byte = (unsigned char)slice.at[i];
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    text_add(text, slice.at + plain, i - plain);
    plain = i + 1;
    char escape[8];
    int count = byte == '"' || byte == '\\' ? snprintf(escape, sizeof escape, "\\%c", byte)
                                            : snprintf(escape, sizeof escape, "\\u%04x", byte);
    text_add(text, escape, (size_t)count);
  }
  text_add(text, slice.at + plain, slice.count - plain);
  text_add_all(text, "\"");
}

Slice text_slice(const Text *text) { return (Slice){text->at == NULL ? "" : text->at, text->count}; }

bool text_read_file(Text *text, const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char *block = need_memory(NULL, 1 << 16);
  ssize_t count;
  while ((count = read(file, block, 1 << 16)) > 0) text_add(text, block, (size_t)count);
  free(block);
  close(file);
  return count == 0;
}

long env_number(const char *name, long otherwise) {
  const char *value = getenv(name);
  return value != NULL && *value != 0 ? atol(value) : otherwise;
}

double env_fraction(const char *name, double otherwise) {
  const char *value = getenv(name);
  return value != NULL && *value != 0 ? strtod(value, NULL) : otherwise;
}

const char *env_text(const char *name, const char *otherwise) {
  const char *value = getenv(name);
  return value != NULL && *value != 0 ? value : otherwise;
}

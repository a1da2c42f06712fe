// A stretch of bytes, and a growing buffer to build one in.
#ifndef FAKE_TEXT_H
#define FAKE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  const char *at;
  size_t count;
} Slice;

typedef struct {
  char *at;
  size_t count;
  size_t capacity;
} Text;

Slice slice_of(const char *text);
bool slice_is(Slice slice, const char *text);
bool slice_has(Slice slice, const char *part);
/// Takes the first line off `rest` and gives it without its newline; false when nothing is left.
bool slice_take_line(Slice *rest, Slice *line);
/// A copy that ends with a zero.
char *slice_copy(Slice slice);

void text_clear(Text *text);
void text_add(Text *text, const char *bytes, size_t count);
void text_add_slice(Text *text, Slice slice);
void text_add_all(Text *text, const char *string);
void text_add_number(Text *text, long number);
/// Adds `slice` as a JSON string with its quotes.
void text_add_json(Text *text, Slice slice);
Slice text_slice(const Text *text);

/// Reads a whole file; false when it cannot be read.
bool text_read_file(Text *text, const char *path);

/// The variable `name` as a number, `otherwise` when it is not set or empty.
long env_number(const char *name, long otherwise);
/// The same with fractions.
double env_fraction(const char *name, double otherwise);
/// The variable `name`, `otherwise` when it is not set or empty.
const char *env_text(const char *name, const char *otherwise);

/// Memory that is never missing: the program ends when there is none.
void *need_memory(void *old, size_t count);

/// Prints a reason to standard error and ends the program with `code`.
_Noreturn void give_up(int code, const char *what, const char *detail);

#endif

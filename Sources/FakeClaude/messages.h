// The message lines that the stand-in makes up.
#ifndef FAKE_MESSAGES_H
#define FAKE_MESSAGES_H

#include "text.h"

/// A line with a text in the middle that can be as long as wanted.
typedef struct {
  const char *before;
  const char *after;
} Shape;

extern const Shape shape_stream_event;
extern const Shape shape_assistant_text;
extern const Shape shape_tool_use;
extern const Shape shape_tool_result;

/// Adds a line of `size` bytes, its newline included; at least one byte of text is always there.
void message_fill(Text *text, Shape shape, size_t size);
/// Writes such a line to standard output without holding it.
void message_stream(Shape shape, size_t size);
/// Adds message number `index` of the mix `stream`, `text`, `tool` or `mixed`.
void message_of_mix(Text *text, const char *mix, long index, size_t size);

void message_init(Text *text);
void message_assistant(Text *text, Slice words);
void message_result(Text *text, Slice words, bool failed);
/// A `system` line with `subtype` and one more member, whose name and JSON value are given.
void message_system(Text *text, const char *subtype, const char *name, Slice value);

#endif

// simdjson for Swift: the whole C surface. Stage 1 of the parser (structural index and UTF-8 check) and nothing else;
// walking the index is the business of FastTransport/JSON.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// One parser and the index of the text it read last. One for each thread: never shared.
typedef struct csj_parser {
  /// Positions of structural characters, of the opening quote of strings and of the first byte of other scalars.
  const uint32_t *_Nullable indexes;
  /// How many positions there are; 0 after a failure.
  size_t count;
  /// The text the index belongs to, and who owned it: an address alone may be used again.
  const uint8_t *_Nullable start;
  size_t length;
  uint64_t owner;
  /// 0, or simdjson's code for the text as it stands in `start`.
  int32_t error;
} csj_parser;

/// The calling thread's parser; it is freed when the thread ends. Null when memory is exhausted.
csj_parser *_Nullable csj_thread_parser(void);

/// Indexes `length` bytes at `start`, unless the parser holds the index of just these bytes. Returns `error`.
/// Reads at most the bytes given. Texts of 4 GiB and more are refused.
int32_t csj_index(csj_parser *parser, const uint8_t *start, size_t length, uint64_t owner);

/// Lets the thread's parser forget its text and give back a large index.
void csj_forget(void);

/// simdjson's own words for a code; never null.
const char *csj_error_name(int32_t code);

/// The name of the instruction set in use, for reports.
const char *csj_implementation(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif

#endif

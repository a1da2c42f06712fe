// The shim over the system's simdjson, 3.0 or newer. It translates calls and errors; C++ exceptions stop here.
#include "csimdjson.h"

#include <memory>
#include <new>

#include <simdjson.h>

namespace {

using Engine = simdjson::internal::dom_parser_implementation;

// An index costs four bytes for each byte of text in address space. Keep what an ordinary line needs.
constexpr size_t smallest = 64 * 1024;
constexpr size_t kept = 4 * 1024 * 1024;

struct ThreadParser {
  csj_parser face{};
  std::unique_ptr<Engine> engine;

  void forget() {
    face.start = nullptr;
    face.length = 0;
    face.owner = 0;
    face.indexes = nullptr;
    face.count = 0;
    face.error = 0;
  }

  int32_t reserve(size_t length) {
    if (!engine) {
      // A depth of 1: stage 1 does not nest, and the depth only sizes stage 2's stack.
      auto code = simdjson::get_active_implementation()->create_dom_parser_implementation(
          length > smallest ? length : smallest, 1, engine);
      return static_cast<int32_t>(code);
    }
    size_t now = engine->capacity();
    if (length <= now && (now <= kept || length > kept)) return 0;
    size_t next = smallest;
    while (next < length && next < kept) next *= 2;
    if (next < length) next = length;
    return static_cast<int32_t>(engine->set_capacity(next));
  }
};

thread_local ThreadParser here;

}  // namespace

csj_parser *csj_thread_parser(void) { return &here.face; }

int32_t csj_index(csj_parser *parser, const uint8_t *start, size_t length, uint64_t owner) {
  ThreadParser &self = *reinterpret_cast<ThreadParser *>(parser);
  csj_parser &face = self.face;
  if (face.start == start && face.length == length && face.owner == owner) return face.error;
  self.forget();
  if (length == 0) return static_cast<int32_t>(simdjson::EMPTY);
  if (length > UINT32_MAX - 256) return static_cast<int32_t>(simdjson::CAPACITY);
  try {
    int32_t code = self.reserve(length);
    if (code != 0) {
      self.engine.reset();
      return code;
    }
    code = static_cast<int32_t>(self.engine->stage1(start, length, simdjson::stage1_mode::regular));
    face.start = start;
    face.length = length;
    face.owner = owner;
    face.error = code;
    if (code == 0) {
      face.indexes = self.engine->structural_indexes.get();
      face.count = self.engine->n_structural_indexes;
    }
    return code;
  } catch (...) {
    self.forget();
    return static_cast<int32_t>(simdjson::MEMALLOC);
  }
}

void csj_forget(void) {
  here.forget();
  if (here.engine && here.engine->capacity() > kept) here.engine.reset();
}

const char *csj_error_name(int32_t code) {
  return simdjson::error_message(static_cast<simdjson::error_code>(code));
}

const char *csj_implementation(void) {
  static thread_local std::string name;
  try {
    name = simdjson::get_active_implementation()->name();
    return name.c_str();
  } catch (...) {
    return "unknown";
  }
}

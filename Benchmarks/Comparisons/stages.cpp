// The limit of each stage of the hot path, for `stages.py`: what memory and simdjson allow when nothing is kept and no
// interface is served. The same command line and the same output as StageDriver's.
//
//   stages scan CORPUS ROUNDS      64 KiB at a time copied into a buffer (the copy stands for the read), memchr
//   stages index CORPUS ROUNDS     simdjson's first stage over each line
//   stages view CORPUS ROUNDS      simdjson's on-demand reader, each text in a string of its own
//   stages handoff CORPUS ROUNDS   as scan, the lines of a piece through a ring without a lock to a second thread
//   stages writer CORPUS ROUNDS    memcpy of a user message whose text is as long as the line
#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace simdjson;

static constexpr size_t piece_size = 64 << 10;
// How often the corpus passes in one round of the hand-off, so that its start does not count.
static constexpr long passes = 20;

static double nanoseconds() {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Corpus {
  std::string bytes;
  std::vector<std::string_view> lines;
  size_t longest = 0;

  explicit Corpus(const char *path) {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
    bytes.reserve(bytes.size() + SIMDJSON_PADDING);
    for (size_t at = 0, end; (end = bytes.find('\n', at)) != std::string::npos; at = end + 1) {
      lines.emplace_back(bytes.data() + at, end - at);
      longest = std::max(longest, end - at);
    }
    if (lines.empty() || bytes.back() != '\n') {
      fprintf(stderr, "the corpus is empty or ends inside a line\n");
      exit(2);
    }
  }
};

// One read and the lines in it; the start of an unfinished line goes to the next one.
struct Slot {
  std::unique_ptr<char[]> bytes;
  std::vector<std::string_view> lines;

  void make(const Corpus &corpus) { bytes.reset(new char[piece_size + corpus.longest + 1]); }

  // Copies a piece behind the `rest` of the one before it; returns what is left behind its last line.
  std::string_view fill(std::string_view rest, std::string_view piece) {
    lines.clear();
    memmove(bytes.get(), rest.data(), rest.size());
    memcpy(bytes.get() + rest.size(), piece.data(), piece.size());
    const char *start = bytes.get(), *from = start + rest.size(), *end = from + piece.size();
    while (auto *line_end = static_cast<const char *>(memchr(from, '\n', end - from))) {
      lines.emplace_back(start, line_end - start);
      start = from = line_end + 1;
    }
    return {start, static_cast<size_t>(end - start)};
  }
};

static long scan(const Corpus &corpus, Slot &slot) {
  long lines = 0;
  std::string_view rest;
  for (size_t at = 0; at < corpus.bytes.size(); at += piece_size) {
    rest = slot.fill(rest, std::string_view(corpus.bytes).substr(at, piece_size));
    lines += slot.lines.size();
  }
  return lines;
}

using Engine = internal::dom_parser_implementation;

static long index_lines(const Corpus &corpus, Engine &engine) {
  long objects = 0;
  for (auto line : corpus.lines) {
    auto *start = reinterpret_cast<const uint8_t *>(line.data());
    if (engine.stage1(start, line.size(), stage1_mode::regular) == SUCCESS)
      objects += start[engine.structural_indexes[0]] == '{';
  }
  return objects;
}

static std::string text_of(ondemand::object object) {
  std::string text;
  std::string_view type = object["type"].get_string();
  if (type == "stream_event") {
    ondemand::object delta = object["event"]["delta"].get_object();
    if (std::string_view(delta["type"].get_string()) == "text_delta")
      text = std::string_view(delta["text"].get_string());
  } else if (type == "assistant") {
    for (auto element : object["message"]["content"].get_array()) {
      ondemand::object block = element.get_object();
      if (std::string_view(block["type"].get_string()) == "text") text += std::string_view(block["text"].get_string());
    }
  }
  return text;
}

static long view(const Corpus &corpus, ondemand::parser &parser) {
  long bytes = 0;
  const char *end = corpus.bytes.data() + corpus.bytes.capacity();
  for (auto line : corpus.lines) {
    auto document = parser.iterate(line.data(), line.size(), end - line.data());
    std::string text = text_of(document.get_object());
    asm volatile("" ::"r"(text.data()) : "memory");
    bytes += text.size();
  }
  return bytes;
}

// One thread fills, one empties; both wait by yielding. 1 MiB of slots, which the cache holds: four times as many take
// three times as long for short lines.
static long hand_off(const Corpus &corpus) {
  constexpr size_t count = 16;
  std::vector<Slot> slots(count);
  for (auto &slot : slots) slot.make(corpus);
  alignas(64) std::atomic<size_t> filled{0};
  alignas(64) std::atomic<size_t> emptied{0};
  size_t all = (corpus.bytes.size() + piece_size - 1) / piece_size * passes;
  std::thread producer([&] {
    std::string_view rest;
    size_t at = 0;
    for (size_t next = 0; next < all; next++) {
      while (next - emptied.load(std::memory_order_acquire) >= count - 1) std::this_thread::yield();
      rest = slots[next % count].fill(rest, std::string_view(corpus.bytes).substr(at, piece_size));
      at = at + piece_size < corpus.bytes.size() ? at + piece_size : 0;
      filled.store(next + 1, std::memory_order_release);
    }
  });
  long lines = 0;
  for (size_t next = 0; next < all; next++) {
    while (filled.load(std::memory_order_acquire) == next) std::this_thread::yield();
    for (auto line : slots[next % count].lines) lines += !line.empty();
    emptied.store(next + 1, std::memory_order_release);
  }
  producer.join();
  return lines;
}

// The line itself is the text, so that as much memory is read as for texts of the same lengths.
static long write_frames(const Corpus &corpus, std::string &frame) {
  static constexpr std::string_view head = R"({"type":"user","message":{"role":"user","content":")";
  static constexpr std::string_view tail = "\"},\"parent_tool_use_id\":null,\"session_id\":\"default\"}\n";
  long bytes = 0;
  for (auto line : corpus.lines) {
    char *at = frame.data();
    memcpy(at, head.data(), head.size());
    memcpy(at + head.size(), line.data(), line.size());
    memcpy(at + head.size() + line.size(), tail.data(), tail.size());
    asm volatile("" ::"r"(at) : "memory");
    bytes += head.size() + line.size() + tail.size();
  }
  return bytes;
}

// The median of the rounds, behind one that warms up.
template <typename Round>
static double timed(const Corpus &corpus, long rounds, long &check, Round round) {
  check = round();
  std::vector<double> taken;
  for (long i = 0; i < rounds; i++) {
    double began = nanoseconds();
    check = round();
    taken.push_back(nanoseconds() - began);
  }
  std::sort(taken.begin(), taken.end());
  return taken[rounds / 2] / corpus.lines.size();
}

int main(int count, char **arguments) {
  if (count != 4 || atol(arguments[3]) < 1) {
    fprintf(stderr, "usage: stages scan|index|view|handoff|writer CORPUS_FILE ROUNDS\n");
    return 2;
  }
  std::string stage = arguments[1];
  Corpus corpus(arguments[2]);
  long rounds = atol(arguments[3]), check = 0;
  double taken = 0;
  if (stage == "scan") {
    Slot slot;
    slot.make(corpus);
    taken = timed(corpus, rounds, check, [&] { return scan(corpus, slot); });
  } else if (stage == "index") {
    std::unique_ptr<Engine> engine;
    auto code = get_active_implementation()->create_dom_parser_implementation(corpus.longest + 64, 1, engine);
    if (code != SUCCESS) return 3;
    taken = timed(corpus, rounds, check, [&] { return index_lines(corpus, *engine); });
  } else if (stage == "view") {
    ondemand::parser parser;
    taken = timed(corpus, rounds, check, [&] { return view(corpus, parser); });
  } else if (stage == "handoff") {
    taken = timed(corpus, rounds, check, [&] { return hand_off(corpus) / passes; }) / passes;
  } else if (stage == "writer") {
    std::string frame(corpus.longest + 256, 0);
    taken = timed(corpus, rounds, check, [&] { return write_frames(corpus, frame); });
  } else {
    return 2;
  }
  printf("{\"stage\":\"%s\",\"name\":\"limit\",\"n\":%zu,\"ns_per_message\":%.3f,\"check\":%ld}\n", stage.c_str(),
         corpus.lines.size(), taken, check);
  return 0;
}

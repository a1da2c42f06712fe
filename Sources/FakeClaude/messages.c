#include "messages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output.h"

#define SESSION "3f0c9a3e-5a0b-4d7b-9b0e-0c3f5d1e2a77"
#define UNIQUE "a1b2c3d4-0000-4000-8000-00112233aabb"
#define IDS "\"session_id\":\"" SESSION "\",\"uuid\":\"" UNIQUE "\"}"
#define ASSISTANT                                                                                        \
  "{\"type\":\"assistant\",\"message\":{\"model\":\"claude-sonnet-4-5-20250929\",\"id\":\"msg_01ABCDEF\"," \
  "\"type\":\"message\",\"role\":\"assistant\",\"content\":["

const Shape shape_stream_event = {
    "{\"type\":\"stream_event\",\"event\":{\"type\":\"content_block_delta\",\"index\":0,"
    "\"delta\":{\"type\":\"text_delta\",\"text\":\"",
    "\"}},\"session_id\":\"" SESSION "\",\"parent_tool_use_id\":null,\"uuid\":\"" UNIQUE "\"}",
};

const Shape shape_assistant_text = {
    ASSISTANT "{\"type\":\"text\",\"text\":\"",
    "\"}],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,"
    "\"cache_creation_input_tokens\":1042,\"cache_read_input_tokens\":18310,\"output_tokens\":1,"
    "\"service_tier\":\"standard\"}},\"parent_tool_use_id\":null," IDS,
};

const Shape shape_tool_use = {
    ASSISTANT "{\"type\":\"tool_use\",\"id\":\"toolu_01XYZ\",\"name\":\"Bash\","
              "\"input\":{\"description\":\"List\",\"command\":\"",
    "\"}}],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}},"
    "\"parent_tool_use_id\":null," IDS,
};

const Shape shape_tool_result = {
    "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"toolu_01XYZ\","
    "\"type\":\"tool_result\",\"is_error\":false,\"content\":\"",
    "\"}]},\"parent_tool_use_id\":null," IDS,
};

// One round of the filling text: it has escapes, as real text has, and is never cut inside one.
static const char round_of_text[] =
    "The quick brown fox jumps over the lazy dog while func main() {\\n\\tprint(\\\"hello\\\") } returns 42; ";

static size_t text_size(Shape shape, size_t size) {
  size_t frame = strlen(shape.before) + strlen(shape.after) + 1;
  return size > frame ? size - frame : 1;
}

static void add_words(Text *text, size_t size) {
  size_t one = sizeof round_of_text - 1;
  for (; size >= one; size -= one) text_add(text, round_of_text, one);
  for (; size > 0; size--) text_add(text, "x", 1);
}

void message_fill(Text *text, Shape shape, size_t size) {
  text_add_all(text, shape.before);
  add_words(text, text_size(shape, size));
  text_add_all(text, shape.after);
  text_add_all(text, "\n");
}

void message_stream(Shape shape, size_t size) {
  size_t left = text_size(shape, size);
  Text block = {0};
  add_words(&block, 640 * (sizeof round_of_text - 1));
  out_bytes(shape.before, strlen(shape.before));
  for (; left >= block.count; left -= block.count) out_text(&block);
  text_clear(&block);
  add_words(&block, left);
  text_add_all(&block, shape.after);
  text_add_all(&block, "\n");
  out_text(&block);
  free(block.at);
}

void message_of_mix(Text *text, const char *mix, long index, size_t size) {
  if (strcmp(mix, "stream") == 0) {
    message_fill(text, shape_stream_event, size);
  } else if (strcmp(mix, "text") == 0) {
    message_fill(text, shape_assistant_text, size);
  } else if (strcmp(mix, "tool") == 0) {
    if (index % 2 == 1) {
      message_fill(text, shape_tool_result, size);
    } else {
      message_fill(text, shape_tool_use, 600);
    }
  } else {
    // Ten messages as a working session has them: seven deltas, a text, a tool call and its result.
    switch (index % 10) {
      case 9: message_fill(text, shape_tool_result, 10000); break;
      case 8: message_fill(text, shape_tool_use, 600); break;
      case 7: message_fill(text, shape_assistant_text, 2000); break;
      default: message_fill(text, shape_stream_event, 250); break;
    }
  }
}

void message_init(Text *text) {
  text_add_all(text,
               "{\"type\":\"system\",\"subtype\":\"init\",\"cwd\":\"/tmp\",\"session_id\":\"" SESSION
               "\",\"tools\":[\"Bash\",\"Read\",\"Edit\",\"Write\",\"Grep\",\"Glob\",\"Task\",\"WebFetch\"],"
               "\"mcp_servers\":[],\"model\":\"claude-sonnet-4-5-20250929\",\"permissionMode\":\"default\","
               "\"slash_commands\":[\"compact\",\"clear\"],\"apiKeySource\":\"none\","
               "\"claude_code_version\":\"2.1.330\",\"output_style\":\"default\",\"agents\":[\"general-purpose\"],"
               "\"uuid\":\"" UNIQUE "\"}\n");
}

void message_assistant(Text *text, Slice words) {
  text_add_all(text, ASSISTANT "{\"type\":\"text\",\"text\":");
  text_add_json(text, words);
  text_add_all(text, shape_assistant_text.after + 1);
  text_add_all(text, "\n");
}

void message_result(Text *text, Slice words, bool failed) {
  text_add_all(text, "{\"type\":\"result\",\"subtype\":");
  text_add_all(text, failed ? "\"error_during_execution\",\"is_error\":true" : "\"success\",\"is_error\":false");
  text_add_all(text, ",\"duration_ms\":12,\"duration_api_ms\":10,\"num_turns\":1,");
  text_add_all(text, failed ? "\"errors\":[" : "\"result\":");
  text_add_json(text, words);
  text_add_all(text, failed ? "]" : "");
  text_add_all(text, ",\"session_id\":\"" SESSION
                     "\",\"total_cost_usd\":0.001,\"usage\":{\"input_tokens\":3,\"output_tokens\":5},\"uuid\":\"" UNIQUE
                     "\"}\n");
}

void message_system(Text *text, const char *subtype, const char *name, Slice value) {
  text_add_all(text, "{\"type\":\"system\",\"subtype\":\"");
  text_add_all(text, subtype);
  text_add_all(text, "\",\"");
  text_add_all(text, name);
  text_add_all(text, "\":");
  text_add_slice(text, value);
  char folder[4096];
  text_add_all(text, ",\"cwd\":");
  text_add_json(text, slice_of(getcwd(folder, sizeof folder) == NULL ? "" : folder));
  text_add_all(text, "," IDS "\n");
}

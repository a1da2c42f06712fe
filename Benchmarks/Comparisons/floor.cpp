// The physical limit: what the machine and the pipe allow, with nothing in between. Bare posix_spawn or libuv, a pipe,
// memchr for the line ends and simdjson's on-demand reader. `compare.py` sets every driver in relation to it.
//
//   floor tp KIND        reads one run on the bare pipe; KIND: raw, nl, view, text or own (keeps each text)
//   floor ctrl           the same, answering control requests
//   floor spawn N        N runs one after another: time to the first message, and with close
//   floor ping N REQ RESP   round trips of so many bytes over two pipes
//   floor launch N COMMAND...   starts a program N times; how long until the stand-in that it runs has its prompt
//   floor uvspawn N | uvsess K BUFFER       runs over libuv, one after another; K sessions at once
//
// Environment: FAKE_CLI (the child), RBUF (read buffer), SDK_PIPESZ (pipe size), UVSOCK=1 (sockets), SHARED=1 (one
// buffer for all sessions). Every mode prints one line of JSON.
#include <simdjson.h>
#include <uv.h>
#include <spawn.h>
#include <sys/wait.h>
#include <sys/resource.h>
#include <fcntl.h>
#include <unistd.h>
#include <time.h>
#include <string.h>
#include <string>
#include <vector>
#include <algorithm>
#include <poll.h>
#include <sched.h>

static void pin(int c) {
  cpu_set_t m;
  CPU_ZERO(&m);
  CPU_SET(c, &m);
  sched_setaffinity(0, sizeof m, &m);
}
using namespace simdjson;
extern char** environ;
static double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}
static long stat_kb(const char* k) {
  FILE* f = fopen("/proc/self/status", "r");
  char l[256];
  long v = 0;
  while (fgets(l, 256, f))
    if (!strncmp(l, k, strlen(k))) v = atol(l + strlen(k) + 1);
  fclose(f);
  return v;
}

struct Cpu {
  double u, s;
};
static Cpu cpu() {
  rusage r;
  getrusage(RUSAGE_SELF, &r);
  return {r.ru_utime.tv_sec + r.ru_utime.tv_usec * 1e-6, r.ru_stime.tv_sec + r.ru_stime.tv_usec * 1e-6};
}
static const char* CLI() {
  const char* c = getenv("FAKE_CLI");
  return c ? c : "claude";
}
static long PS() {
  const char* c = getenv("SDK_PIPESZ");
  return c ? atol(c) : 0;
}
static const char INITM[] =
    "{\"type\":\"control_request\",\"request_id\":\"req_1\",\"request\":{\"subtype\":\"initialize\",\"hooks\":{"
    "\"PreToolUse\":[{\"matcher\":null,\"hookCallbackIds\":[\"hook_0\"]}]}}}\n";
static const char USERM[] =
    "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"hi\"},\"parent_tool_use_id\":null,\"session_id\":"
    "\"default\"}\n";

struct Proc {
  pid_t pid;
  int in, out;
};
static Proc spawn() {
  int a[2], b[2];
  pipe2(a, O_CLOEXEC);
  pipe2(b, O_CLOEXEC);
  if (PS()) fcntl(b[0], F_SETPIPE_SZ, (int)PS());
  Proc p;
  const char* av[] = {CLI(), "--output-format", "stream-json", "--input-format", "stream-json", "--verbose", 0};
  {
    posix_spawn_file_actions_t fa;
    posix_spawn_file_actions_init(&fa);
    posix_spawn_file_actions_adddup2(&fa, a[0], 0);
    posix_spawn_file_actions_adddup2(&fa, b[1], 1);
    if (posix_spawn(&p.pid, av[0], &fa, 0, (char**)av, environ)) {
      perror("spawn");
      exit(1);
    }
    posix_spawn_file_actions_destroy(&fa);
  }
  close(a[0]);
  close(b[1]);
  p.in = a[1];
  p.out = b[0];
  return p;
}

static void fin(Proc& p) {
  close(p.in);
  close(p.out);
  int st;
  waitpid(p.pid, &st, 0);
}

static void wr(int fd, const char* s, size_t n) {
  while (n) {
    ssize_t k = write(fd, s, n);
    if (k < 0) {
      if (errno == EAGAIN) {
        pollfd pf{fd, POLLOUT, 0};
        poll(&pf, 1, -1);
        continue;
      }
      perror("write");
      exit(1);
    }
    s += k;
    n -= k;
  }
}
enum K { RAW, NL, VIEW, TEXT, OWN };

struct Sink {  // parses messages
  K k;
  ondemand::parser parser;
  uint64_t n = 0, bytes = 0, text = 0;
  bool done = false, inited = false;
  int ctlfd = -1;
  double tfirst = 0;
  std::vector<std::string> keep;
  // returns
  void msg(const char* p, size_t len, size_t cap) {
    try {
      msg_(p, len, cap);
    } catch (std::exception& e) {
      fprintf(stderr, "ERR %s: %.*s\n", e.what(), (int)std::min<size_t>(len, 600), p);
      exit(9);
    }
  }
  void msg_(const char* p, size_t len, size_t cap) {
    n++;
    if (!tfirst && inited) tfirst = now();
    if (k == NL) {
      if (len > 16 && !memcmp(p, "{\"type\":\"result\"", 16)) done = true;
      else if (!memcmp(p, "{\"type\":\"control_r", 17)) inited = true;
      return;
    }
    auto doc = parser.iterate(p, len, cap);
    ondemand::object o = doc.get_object();
    std::string_view ty = o["type"].get_string();
    if (ty == "stream_event") {
      if (k >= TEXT) {
        ondemand::object ev = o["event"].get_object();
        std::string_view et = ev["type"].get_string();
        if (et == "content_block_delta") {
          ondemand::object d = ev["delta"].get_object();
          std::string_view dt = d["type"].get_string();
          (void)dt;
          std::string_view t = d["text"].get_string();
          text += t.size();
          if (k == OWN) {
            std::string s(t);
            asm volatile("" ::"r"(s.data()) : "memory");
          }
        }
      }
    } else if (ty == "assistant" || ty == "user") {
      if (k >= TEXT) {
        ondemand::object m = o["message"].get_object();
        for (auto b : m["content"].get_array()) {
          ondemand::object bo = b.get_object();
          // key order varies: walk fields
          for (auto f : bo) {
            std::string_view key = f.unescaped_key();
            if (key == "text" || key == "content") {
              std::string_view t = f.value().get_string();
              text += t.size();
              if (k == OWN) {
                std::string s(t);
                asm volatile("" ::"r"(s.data()) : "memory");
              }
            }
          }
        }
      }
    } else if (ty == "result") done = true;
    else if (ty == "control_response") {
      inited = true;
    } else if (ty == "control_request" && ctlfd >= 0) {
      std::string_view id = o["request_id"].get_string();
      char idb[64];
      memcpy(idb, id.data(), id.size());
      idb[id.size()] = 0;
      ondemand::object r = o["request"].get_object();
      std::string_view st = r["subtype"].get_string();
      char b[512];
      int m;
      if (st == "hook_callback") {
        std::string_view cb = r["callback_id"].get_string();
        ondemand::object in = r["input"].get_object();
        std::string_view tn = in["tool_name"].get_string();
        text += cb.size() + tn.size();
        m = snprintf(b, 512,
                     "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\",\"request_id\":\"%s\","
                     "\"response\":{\"continue\":true}}}\n",
                     idb);
      } else if (st == "can_use_tool") {
        ondemand::object ino = r["input"].get_object();
        std::string_view in = ino.raw_json();
        m = snprintf(b, 512,
                     "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\",\"request_id\":\"%s\","
                     "\"response\":{\"behavior\":\"allow\",\"updatedInput\":%.*s}}}\n",
                     idb, (int)in.size(), in.data());
      } else {
        ondemand::object mm = r["message"].get_object();
        int64_t mid = -1;
        auto me = mm["id"];
        if (!me.error()) mid = me.get_int64();
        m = snprintf(b, 512,
                     "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\",\"request_id\":\"%s\","
                     "\"response\":{\"mcp_response\":{\"jsonrpc\":\"2.0\",\"id\":%ld,\"result\":{\"content\":[{"
                     "\"type\":\"text\",\"text\":\"3\"}]}}}}}\n",
                     idb, (long)mid);
      }
      n--;
      wr(ctlfd, b, m);
    }
  }
};

struct Buf {
  char* b;
  size_t cap, len = 0, scan = 0;
  Buf(size_t c = 1 << 20) : cap(c) { b = (char*)malloc(c + SIMDJSON_PADDING); }
  ~Buf() { free(b); }
  size_t minroom = 65536;
  size_t room() {
    if (cap - len < minroom) {
      cap *= 2;
      b = (char*)realloc(b, cap + SIMDJSON_PADDING);
    }
    return cap - len;
  }
  void eat(size_t k, Sink& s) {
    len += k;
    s.bytes += k;
    if (s.k == RAW) {  // only look at the tail for result
      if (len >= 2 && b[len - 1] == '\n') {
        const char* e = b + len;
        if (memmem(e - (len < 600 ? len : 600), len < 600 ? len : 600, "\"type\":\"result\"", 15)) s.done = true;
        else if (!s.inited) s.inited = true;
      }
      len = 0;
      return;
    }
    char* p = b;
    char* q = b + scan;
    char* end = b + len;
    while (char* nl = (char*)memchr(q, '\n', end - q)) {
      s.msg(p, nl - p, (b + cap + SIMDJSON_PADDING) - p);
      p = q = nl + 1;
    }
    size_t rest = end - p;
    if (p != b && rest) memmove(b, p, rest);
    len = rest;
    scan = rest;
  }
};
static K kind(const char* s) {
  return !strcmp(s, "raw") ? RAW : !strcmp(s, "nl") ? NL : !strcmp(s, "view") ? VIEW : !strcmp(s, "text") ? TEXT : OWN;
}
static size_t RB() {
  const char* c = getenv("RBUF");
  return c ? atol(c) : 1 << 20;
}

static void report(const char* peer, const char* t, Sink& s, double w, Cpu a, Cpu b, double tc, long rss) {
  printf(
      "{\"peer\":\"%s\",\"test\":\"%s\",\"n\":%lu,\"bytes\":%lu,\"text\":%lu,\"wall\":%.6f,\"user\":%.6f,\"sys\":%.6f,"
      "\"t_connect\":%.6f,\"rss_conn_kb\":%ld,\"hwm_kb\":%ld}\n",
      peer, t, s.n, s.bytes, s.text, w, b.u - a.u, b.s - a.s, tc, rss, stat_kb("VmHWM"));
}

static void tp(const char* kd, const char* test) {
  double t = now();
  Proc p = spawn();
  Buf bf(RB());
  Sink s;
  s.k = kind(kd);
  s.ctlfd = !strcmp(test, "ctrl") ? p.in : -1;
  wr(p.in, INITM, sizeof INITM - 1);
  while (!s.inited) {
    ssize_t k = read(p.out, bf.b + bf.len, bf.room());
    if (k <= 0) exit(2);
    bf.eat(k, s);
  }
  double tc = now() - t;
  long rss = stat_kb("VmRSS");
  Cpu a = cpu();
  s.n = s.bytes = 0;
  double t0 = now();
  wr(p.in, USERM, sizeof USERM - 1);
  while (!s.done) {
    size_t r = bf.room();
    ssize_t k = read(p.out, bf.b + bf.len, r);
    if (k <= 0) exit(2);
    bf.eat(k, s);
  }
  double w = now() - t0;
  Cpu b = cpu();
  char nm[64];
  snprintf(nm, 64, "limit-%s%s", kd, PS() ? "-1M" : "");
  report(nm, test, s, w, a, b, tc, rss);
  fin(p);
}
static double pct(std::vector<double> v, double q) {
  std::sort(v.begin(), v.end());
  return v[std::min(v.size() - 1, (size_t)(v.size() * q))];
}

static void spawnlat(int R) {
  std::vector<double> f, t, c;
  for (int i = 0; i < R; i++) {
    double a = now();
    Proc p = spawn();
    Buf bf(65536);
    Sink s;
    s.k = TEXT;
    wr(p.in, INITM, sizeof INITM - 1);
    while (!s.inited) {
      ssize_t k = read(p.out, bf.b + bf.len, bf.room());
      if (k <= 0) exit(2);
      bf.eat(k, s);
    }
    double ci = now() - a;
    wr(p.in, USERM, sizeof USERM - 1);
    uint64_t n0 = s.n;
    while (s.n == n0) {
      ssize_t k = read(p.out, bf.b + bf.len, bf.room());
      if (k <= 0) exit(2);
      bf.eat(k, s);
    }
    f.push_back(now() - a);
    c.push_back(ci);
    while (!s.done) {
      ssize_t k = read(p.out, bf.b + bf.len, bf.room());
      if (k <= 0) exit(2);
      bf.eat(k, s);
    }
    fin(p);
    t.push_back(now() - a);
  }
  printf(
      "{\"peer\":\"limit-%s\",\"test\":\"spawn\",\"p50_conn_ms\":%.4f,\"p50_first_ms\":%.4f,\"p90_first_ms\":%.4f,"
      "\"p50_total_ms\":%.4f}\n",
      "posix_spawn", pct(c, .5) * 1e3, pct(f, .5) * 1e3, pct(f, .9) * 1e3, pct(t, .5) * 1e3);
}

// FAKE_STAMP must name the file in which the stand-in notes when its prompt came.
static void launch(int R, char** command) {
  std::vector<double> took;
  const char* stamp = getenv("FAKE_STAMP");
  for (int i = 0; i < R && stamp; i++) {
    unlink(stamp);
    posix_spawn_file_actions_t fa;
    posix_spawn_file_actions_init(&fa);
    posix_spawn_file_actions_addopen(&fa, 1, "/dev/null", O_WRONLY, 0);
    double began = now();
    pid_t pid;
    if (posix_spawnp(&pid, command[0], &fa, 0, command, environ)) exit(3);
    int st;
    waitpid(pid, &st, 0);
    posix_spawn_file_actions_destroy(&fa);
    FILE* file = fopen(stamp, "r");
    double moment = 0;
    if (!file || fscanf(file, "%lf", &moment) != 1) exit(4);
    fclose(file);
    took.push_back(moment - began);
  }
  printf("{\"peer\":\"limit\",\"test\":\"launch\",\"n\":%d,\"p50_ms\":%.4f,\"p90_ms\":%.4f}\n", R,
         pct(took, .5) * 1e3, pct(took, .9) * 1e3);
}

static void pingpong(int R, int req, int resp) {
  int a[2], b[2];
  pipe(a);
  pipe(b);
  pid_t p = fork();
  bool P2 = getenv("PIN2"), SP = getenv("SPIN");
  if (P2) pin(p ? 0 : 1);
  if (SP && p) { fcntl(b[0], F_SETFL, O_NONBLOCK); }
  if (!p) {
    char bf[65536];
    close(a[1]);
    close(b[0]);
    for (;;) {
      int g = 0;
      while (g < req) {
        ssize_t k = read(a[0], bf, req - g);
        if (k <= 0) _exit(0);
        g += k;
      }
      wr(b[1], bf, resp);
    }
  }
  close(a[0]);
  close(b[1]);
  char bf[65536];
  memset(bf, 'x', sizeof bf);
  std::vector<double> v;
  for (int i = 0; i < R; i++) {
    double t = now();
    wr(a[1], bf, req);
    int g = 0;
    while (g < resp) {
      ssize_t k = read(b[0], bf, resp - g);
      if (k > 0) g += k;
    }
    v.push_back(now() - t);
  }
  close(a[1]);
  int st;
  waitpid(p, &st, 0);
  double m = 0;
  for (double x : v) m += x;
  printf(
      "{\"peer\":\"limit\",\"test\":\"pingpong\",\"req\":%d,\"resp\":%d,\"p50_us\":%.2f,\"p90_us\":%.2f,\"p99_us\":%."
      "2f,\"mean_us\":%.2f}\n",
      req, resp, pct(v, .5) * 1e6, pct(v, .9) * 1e6, pct(v, .99) * 1e6, m / R * 1e6);
}

#include "floor_libuv.hpp"

int main(int c, char** v) {
  signal(SIGPIPE, SIG_IGN);
  if (getenv("SHARED")) SHARED = true;
  if (getenv("UVSOCK")) UVPIPE = false;
  std::string m = v[1];
  if (m == "tp") tp(v[2], "tp");
  else if (m == "ctrl") tp(c > 2 ? v[2] : "text", "ctrl");
  else if (m == "spawn") spawnlat(atoi(v[2]));
  else if (m == "launch") launch(atoi(v[2]), v + 3);
  else if (m == "ping") pingpong(atoi(v[2]), atoi(v[3]), atoi(v[4]));
  else if (m == "uvspawn") uvspawn(atoi(v[2]));
  else if (m == "uvsess") uvsess(atoi(v[2]), c > 3 ? atol(v[3]) : 65536);
  return 0;
}

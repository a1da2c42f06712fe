// The physical limit: what the machine and the pipe allow, with nothing in between. Bare posix_spawn or libuv, a pipe,
// memchr for the line ends and simdjson's on-demand reader. `compare.py` sets every driver in relation to it.
//
//   floor tp KIND        reads one run on the bare pipe; KIND: raw, nl, view, text or own (keeps each text)
//   floor ctrl           the same, answering control requests
//   floor spawn N        N runs one after another: time to the first message, and with close
//   floor ping N REQ RESP   round trips of so many bytes over two pipes
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

// MARK: libuv

struct UvS {
  uv_process_t pr;
  uv_pipe_t in, out;
  Buf* bf;
  Sink* s;
  int phase = 0;
  double t0, tc, tf, td;
  int exited = 0;
};
static int uv_live = 0, uv_init = 0, uv_done = 0, uv_exit = 0;
static bool UVPIPE = true;
static bool SHARED = false;
static char* SB = 0;
static size_t SBC = 1 << 18;

static void ualloc(uv_handle_t* h, size_t, uv_buf_t* b) {
  UvS* u = (UvS*)h->data;
  if (SHARED && u->bf->len == 0) {
    if (!SB) SB = (char*)malloc(SBC + SIMDJSON_PADDING);
    b->base = SB;
    b->len = SBC;
    return;
  }
  size_t r = u->bf->room();
  b->base = u->bf->b + u->bf->len;
  b->len = r;
}

static void uwrite(UvS* u, const char* s, size_t n) {
  uv_buf_t b = uv_buf_init((char*)s, n);
  int r = uv_try_write((uv_stream_t*)&u->in, &b, 1);
  if (r != (int)n) {
    fprintf(stderr, "try_write %d\n", r);
    exit(3);
  }
}

static void uread(uv_stream_t* h, ssize_t k, const uv_buf_t* b) {
  UvS* u = (UvS*)h->data;
  if (k < 0) {
    uv_close((uv_handle_t*)h, 0);
    return;
  }
  if (k == 0) return;
  bool i0 = u->s->inited, d0 = u->s->done;
  if (SHARED && b->base == SB) {
    char *p = SB, *e = SB + k;
    while (char* nl = (char*)memchr(p, 10, e - p)) {
      u->s->msg(p, nl - p, (SB + SBC + SIMDJSON_PADDING) - p);
      p = nl + 1;
    }
    u->s->bytes += k;
    size_t r = e - p;
    if (r) {
      while (u->bf->cap < r) {
        u->bf->cap *= 2;
        u->bf->b = (char*)realloc(u->bf->b, u->bf->cap + SIMDJSON_PADDING);
      }
      memcpy(u->bf->b, p, r);
      u->bf->len = u->bf->scan = r;
    }
  } else u->bf->eat(k, *u->s);
  if (!i0 && u->s->inited) {
    u->tc = now();
    uv_init++;
    u->s->n = 0;
    u->s->bytes = 0;
    u->s->tfirst = 0;
    if (u->phase == 1) uwrite(u, USERM, sizeof USERM - 1);
  }
  if (!d0 && u->s->done) {
    u->td = now();
    uv_done++;
  }
}

static void uexit(uv_process_t* p, int64_t, int) {
  uv_exit++;
  uv_close((uv_handle_t*)p, 0);
}

static void uspawn(uv_loop_t* L, UvS* u, K k, size_t bcap) {
  u->bf = new Buf(bcap);
  if (SHARED) u->bf->minroom = 4096;
  u->s = new Sink;
  u->s->k = k;
  uv_pipe_init(L, &u->in, 0);
  uv_pipe_init(L, &u->out, 0);
  u->in.data = u->out.data = u->pr.data = u;
  u->t0 = now();
  uv_process_options_t o;
  memset(&o, 0, sizeof o);
  const char* av[] = {CLI(), "--output-format", "stream-json", "--input-format", "stream-json", "--verbose", 0};
  o.file = av[0];
  o.args = (char**)av;
  o.exit_cb = uexit;
  uv_stdio_container_t st[3];
  int a[2], b[2];
  if (UVPIPE) {
    pipe2(a, O_CLOEXEC);
    pipe2(b, O_CLOEXEC);
    if (PS()) fcntl(b[0], F_SETPIPE_SZ, (int)PS());
    st[0].flags = UV_INHERIT_FD;
    st[0].data.fd = a[0];
    st[1].flags = UV_INHERIT_FD;
    st[1].data.fd = b[1];
  } else {
    st[0].flags = (uv_stdio_flags)(UV_CREATE_PIPE | UV_READABLE_PIPE);
    st[0].data.stream = (uv_stream_t*)&u->in;
    st[1].flags = (uv_stdio_flags)(UV_CREATE_PIPE | UV_WRITABLE_PIPE);
    st[1].data.stream = (uv_stream_t*)&u->out;
  }
  st[2].flags = UV_INHERIT_FD;
  st[2].data.fd = 2;
  o.stdio = st;
  o.stdio_count = 3;
  int r = uv_spawn(L, &u->pr, &o);
  if (r) {
    fprintf(stderr, "uv_spawn %s\n", uv_strerror(r));
    exit(1);
  }
  if (UVPIPE) {
    close(a[0]);
    close(b[1]);
    fcntl(a[1], F_SETFL, O_NONBLOCK);
    fcntl(b[0], F_SETFL, O_NONBLOCK);
    uv_pipe_open(&u->in, a[1]);
    uv_pipe_open(&u->out, b[0]);
  }
  uv_read_start((uv_stream_t*)&u->out, ualloc, uread);
  uwrite(u, INITM, sizeof INITM - 1);
}

static void uvspawn(int R) {
  std::vector<double> f, t, c;
  for (int i = 0; i < R; i++) {
    uv_loop_t L;
    uv_loop_init(&L);
    uv_init = uv_done = uv_exit = 0;
    UvS u;
    u.phase = 1;
    double a = now();
    uspawn(&L, &u, TEXT, 65536);
    while (!uv_done) uv_run(&L, UV_RUN_ONCE);
    c.push_back(u.tc - a);
    f.push_back(u.s->tfirst - a);
    uv_close((uv_handle_t*)&u.in, 0);
    uv_run(&L, UV_RUN_DEFAULT);
    t.push_back(now() - a);
    uv_loop_close(&L);
    delete u.bf;
    delete u.s;
  }
  printf(
      "{\"peer\":\"uv-%s\",\"test\":\"spawn\",\"p50_conn_ms\":%.4f,\"p50_first_ms\":%.4f,\"p90_first_ms\":%.4f,\"p50_"
      "total_ms\":%.4f}\n",
      UVPIPE ? "pipe" : "sock", pct(c, .5) * 1e3, pct(f, .5) * 1e3, pct(f, .9) * 1e3, pct(t, .5) * 1e3);
}

static void uvsess(int Kn, size_t bcap) {
  uv_loop_t L;
  uv_loop_init(&L);
  long r0 = stat_kb("VmRSS");
  Cpu a = cpu();
  std::vector<UvS*> v;
  double t = now();
  for (int i = 0; i < Kn; i++) {
    v.push_back(new UvS);
    uspawn(&L, v[i], TEXT, bcap);
    uv_run(&L, UV_RUN_NOWAIT);
  }
  while (uv_init < Kn) uv_run(&L, UV_RUN_ONCE);
  double tc = now() - t;
  long r1 = stat_kb("VmRSS");
  double t1 = now();
  for (auto u : v) uwrite(u, USERM, sizeof USERM - 1);
  while (uv_done < Kn) uv_run(&L, UV_RUN_ONCE);
  double tt = now() - t1;
  uint64_t n = 0;
  for (auto u : v) n += u->s->n;
  double t2 = now();
  for (auto u : v) uv_close((uv_handle_t*)&u->in, 0);
  uv_run(&L, UV_RUN_DEFAULT);
  double tx = now() - t2;
  Cpu b = cpu();
  printf(
      "{\"peer\":\"uv-%s\",\"test\":\"sess\",\"k\":%d,\"n\":%lu,\"t_connect\":%.4f,\"t_turn\":%.4f,\"t_close\":%.4f,"
      "\"wall\":%.4f,\"user\":%.4f,\"sys\":%.4f,\"rss0_kb\":%ld,\"rss_idle_kb\":%ld,\"per_session_kb\":%.1f,\"hwm_kb\":"
      "%ld}\n",
      UVPIPE ? "pipe" : "sock", Kn, n, tc, tt, tx, now() - t, b.u - a.u, b.s - a.s, r0, r1, (r1 - r0) / (double)Kn,
      stat_kb("VmHWM"));
}

int main(int c, char** v) {
  signal(SIGPIPE, SIG_IGN);
  if (getenv("SHARED")) SHARED = true;
  if (getenv("UVSOCK")) UVPIPE = false;
  std::string m = v[1];
  if (m == "tp") tp(v[2], "tp");
  else if (m == "ctrl") tp(c > 2 ? v[2] : "text", "ctrl");
  else if (m == "spawn") spawnlat(atoi(v[2]));
  else if (m == "ping") pingpong(atoi(v[2]), atoi(v[3]), atoi(v[4]));
  else if (m == "uvspawn") uvspawn(atoi(v[2]));
  else if (m == "uvsess") uvsess(atoi(v[2]), c > 3 ? atol(v[3]) : 65536);
  return 0;
}

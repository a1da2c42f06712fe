// The limits over libuv: runs one after another, and many sessions at once on one loop. Part of floor.cpp, which has the
// helpers that both use.
#pragma once

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

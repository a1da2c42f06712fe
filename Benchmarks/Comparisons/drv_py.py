#!/usr/bin/env python3
"""The official SDK as a driver for compare.py: tp | ctrl | spawn N | sess K, one line of JSON each."""

import asyncio
import json
import os
import resource
import sys
import time

t_imp = time.perf_counter()
from claude_agent_sdk import (
    ClaudeSDKClient,
    ClaudeAgentOptions,
    HookMatcher,
    PermissionResultAllow,
    tool,
    create_sdk_mcp_server,
)
from claude_agent_sdk.types import (
    AssistantMessage,
    StreamEvent,
    UserMessage,
    TextBlock,
    ToolResultBlock,
)

t_imp = time.perf_counter() - t_imp
CLI = os.environ["FAKE_CLI"]


def kb(k):
    for l in open("/proc/self/status"):
        if l.startswith(k):
            return int(l.split()[1])


def cpu():
    r = resource.getrusage(resource.RUSAGE_SELF)
    return r.ru_utime, r.ru_stime


def opts(kind=None):
    kw = dict(cli_path=CLI, max_buffer_size=64 << 20, include_partial_messages=True)
    if kind == "hook":

        async def h(inp, tid, ctx):
            return {"continue_": True}

        kw["hooks"] = {"PreToolUse": [HookMatcher(hooks=[h])]}
    elif kind == "perm":

        async def p(name, inp, ctx):
            return PermissionResultAllow()

        kw["can_use_tool"] = p
    elif kind == "mcp":

        @tool("add", "Add", {"a": float, "b": float})
        async def add(args):
            return {"content": [{"type": "text", "text": str(args["a"] + args["b"])}]}

        kw["mcp_servers"] = {"calc": create_sdk_mcp_server("calc", "1.0.0", [add])}
    return ClaudeAgentOptions(**kw)


async def drain(c):
    n = 0
    text = 0
    async for m in c.receive_response():
        n += 1
        if type(m) is StreamEvent:
            text += len(m.event["delta"]["text"])
        elif type(m) is AssistantMessage:
            for b in m.content:
                if type(b) is TextBlock:
                    text += len(b.text)
        elif type(m) is UserMessage:
            for b in m.content:
                if type(b) is ToolResultBlock:
                    text += len(b.content)
    return n, text


async def tp(test, kind):
    t = time.perf_counter()
    c = ClaudeSDKClient(opts(kind))
    await c.connect()
    tc = time.perf_counter() - t
    rss = kb("VmRSS")
    a = cpu()
    t0 = time.perf_counter()
    await c.query("hi")
    n, text = await drain(c)
    w = time.perf_counter() - t0
    b = cpu()
    print(
        json.dumps(
            dict(
                peer="python",
                test=test,
                n=n,
                text=text,
                wall=w,
                user=b[0] - a[0],
                sys=b[1] - a[1],
                t_connect=tc,
                rss_conn_kb=rss,
                hwm_kb=kb("VmHWM"),
                t_import=t_imp,
            )
        ),
        flush=True,
    )
    await c.disconnect()


async def spawn(R):
    f = []
    tt = []
    cc = []
    for i in range(R):
        a = time.perf_counter()
        c = ClaudeSDKClient(opts())
        await c.connect()
        cc.append(time.perf_counter() - a)
        await c.query("hi")
        first = None
        async for m in c.receive_response():
            if first is None:
                first = time.perf_counter() - a
        f.append(first)
        await c.disconnect()
        tt.append(time.perf_counter() - a)
    p = lambda v, q: sorted(v)[min(len(v) - 1, int(len(v) * q))] * 1e3
    print(
        json.dumps(
            dict(
                peer="python",
                test="spawn",
                p50_conn_ms=p(cc, 0.5),
                p50_first_ms=p(f, 0.5),
                p90_first_ms=p(f, 0.9),
                p50_total_ms=p(tt, 0.5),
                t_import_ms=t_imp * 1e3,
            )
        ),
        flush=True,
    )


async def sess(K):
    r0 = kb("VmRSS")
    a = cpu()
    t = time.perf_counter()
    cs = [ClaudeSDKClient(opts()) for _ in range(K)]
    await asyncio.gather(*[c.connect() for c in cs])
    tc = time.perf_counter() - t
    r1 = kb("VmRSS")
    t1 = time.perf_counter()

    async def one(c):
        await c.query("hi")
        return (await drain(c))[0]

    n = sum(await asyncio.gather(*[one(c) for c in cs]))
    tt = time.perf_counter() - t1
    t2 = time.perf_counter()
    await asyncio.gather(*[c.disconnect() for c in cs])
    tx = time.perf_counter() - t2
    b = cpu()
    print(
        json.dumps(
            dict(
                peer="python",
                test="sess",
                k=K,
                n=n,
                t_connect=tc,
                t_turn=tt,
                t_close=tx,
                wall=time.perf_counter() - t,
                user=b[0] - a[0],
                sys=b[1] - a[1],
                rss0_kb=r0,
                rss_idle_kb=r1,
                per_session_kb=(r1 - r0) / K,
                hwm_kb=kb("VmHWM"),
            )
        ),
        flush=True,
    )


m = sys.argv[1]
if m == "tp":
    asyncio.run(tp("tp", None))
elif m == "ctrl":
    asyncio.run(tp("ctrl", os.environ.get("FAKE_KIND", "hook")))
elif m == "spawn":
    asyncio.run(spawn(int(sys.argv[2])))
elif m == "sess":
    asyncio.run(sess(int(sys.argv[2])))

"""Turns what `SDKDriver stall` prints into a table."""
import json
import sys

row = json.load(sys.stdin)
print("| messages in all | resident when asked | resident when stalled | extra |\n|---|---|---|---|")
print(
    f"| {row['n']} | {row['rss_start_kb'] / 1024:.1f} MiB | {row['rss_stalled_kb'] / 1024:.1f} MiB"
    f" | {row['extra_kb'] / 1024:.1f} MiB |")

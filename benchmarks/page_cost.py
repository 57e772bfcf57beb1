"""What a page costs the server in CPU a request, against a callable that does nothing: interleaved pairs, one core."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.servers import HOUSE, Server, load, running
from tests.postgresql import free_port

PAIRS = 10
GZIP = ("Accept-Encoding: gzip",)
HOP = {"connection", "date", "server", "transfer-encoding"}


def measure(pairs=PAIRS):
    """Print the table and answer its rows."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, running(site(folder)) as (ours,):
        article = first_article(ours)
        cases = {
            "kept article, plain": (article, ()),
            "kept article, gzip": (article, GZIP),
            "kept home, gzip": ("/", GZIP),
            "kept list, gzip": ("/tin-tuc/", GZIP),
            "kept feed, gzip": ("/rss/", GZIP),
        }
        with running(bare(folder, ours, cases)) as (nothing,):
            return [row(name, nothing, ours, number, *case, pairs) for number, (name, case) in enumerate(cases.items())]


def site(folder):
    environment = {"DATA_DIR": folder, "PORT": str(free_port()), "DATABASE_URL": "", "WEB_CONCURRENCY": "1"}
    prepare = [sys.executable, "manage.py", "prepare", "--demo"]
    subprocess.run(prepare, env={**os.environ, **environment}, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
    return Server([sys.executable, "manage.py", "serve"], environment["PORT"], **environment)


def first_article(server):
    with urlopen(f"{server.url}/") as home:
        return re.search(r'href="(/bai-viet/[^"]+)"', home.read().decode())[1]


def bare(folder, ours, cases):
    """The callable that does nothing, with what our pages have answered."""
    recorded = {"/readyz": ([], "")}
    for number, (path, headers) in enumerate(cases.values()):
        with urlopen(Request(ours.url + path, headers=dict(header.split(": ") for header in headers))) as answer:
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP]
            recorded[f"/{number}"] = (kept, b64encode(answer.read()).decode())
    path = Path(folder) / "recorded.json"
    path.write_text(json.dumps(recorded))
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--host", "127.0.0.1"]
    command += [
        "--port",
        port,
        "--workers",
        "1",
        "--blocking-threads",
        "16",
        "--backlog",
        "2048",
        "--backpressure",
        "2048",
    ]
    command += ["--log-level", "error", "--no-access-log", "benchmarks.bare:application"]
    return Server(command, port, RECORDED=str(path))


def row(name, nothing, ours, number, path, headers, pairs):
    load(ours, path, seconds=1, headers=headers), load(nothing, f"/{number}", seconds=1)
    costs = [
        (load(nothing, f"/{number}", headers=headers)[1], load(ours, path, headers=headers)[1]) for _ in range(pairs)
    ]
    ratios = [bare / kept for bare, kept in costs]
    bare_us, ours_us = (statistics.median(column) * 1e6 for column in zip(*costs, strict=True))
    low, high = min(ratios), max(ratios)
    ratio = f"{statistics.median(ratios):.2f} ({low:.2f} to {high:.2f})"
    print(f"{name:24} bare {bare_us:6.1f} us   ours {ours_us:6.1f} us   ratio {ratio}")
    return {
        "page": name,
        "bare_us": bare_us,
        "ours_us": ours_us,
        "ratio": statistics.median(ratios),
        "range": [low, high],
    }


if __name__ == "__main__":
    measure(int(sys.argv[1]) if sys.argv[1:] else PAIRS)

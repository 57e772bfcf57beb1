"""What a page costs the server in CPU a request, against a callable that does nothing: interleaved pairs, one core."""

import json
import os
import re
import statistics
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from django.core.signing import TimestampSigner

from benchmarks.servers import HOUSE, Server, load, running
from portal.management.commands.serve import BLOCKING_THREADS, MAX_CONNECTIONS, MAX_HEAD_BYTES
from tests.postgresql import free_port

GZIP = ("Accept-Encoding: gzip",)
HOP = {"connection", "date", "server", "transfer-encoding"}  # what the server itself adds
ONE_CLIENT = {"connections": 1}
SECRET_KEY = "only-for-the-bench-" * 3
GRANIAN = "granian --interface wsgi --http 1 --host 127.0.0.1 --workers 1".split()  # as ours
QUIET = "--log-level error --no-access-log".split()
LIMITS = f"--blocking-threads {BLOCKING_THREADS} --backlog {MAX_CONNECTIONS} --backpressure {MAX_CONNECTIONS}".split()
LIMITS += f"--http1-buffer-size {MAX_HEAD_BYTES}".split()


@dataclass
class Case:
    """A page and how it is requested: headers, and further arguments of `load`."""

    name: str
    path: str
    headers: tuple = ()
    how: dict | None = None


def cached(folder: Path, pairs: int) -> list[dict]:
    """The cached pages of the demo on SQLite, and an uncached article: staff get it rendered, all fragments new."""
    environment = {"DATA_DIR": str(folder / "demo"), "DATABASE_URL": "", "SECRET_KEY": SECRET_KEY}
    with running(site(environment)) as (ours,):
        article = first_article(ours)
        staff = TimestampSigner(key=SECRET_KEY, fallback_keys=(), salt="traffic.staff").sign("1")
        cases = [
            Case("cached article, plain", article),
            Case("cached article, gzip", article, GZIP),
            Case("cached home, gzip", "/", GZIP),
            Case("cached list, gzip", "/tin-tuc/", GZIP),
            Case("cached feed, gzip", "/rss/", GZIP),
            Case("article for staff, gzip", article, (*GZIP, f"Cookie: staff={staff}"), ONE_CLIENT),
        ]
        return rows(folder, ours, cases, pairs)


def deep(folder: Path, environment: dict, addresses: Path, pairs: int) -> list[dict]:
    """Pages over a million articles on PostgreSQL: cached ones, and articles each requested for the first time."""
    with running(site(environment)) as (ours,):
        paths = addresses.read_text().split()
        script = folder / "addresses.lua"
        cases = [
            Case("cached home, gzip, of a million", "/", GZIP),
            Case("cached list at depth, gzip", list_at_depth(ours), GZIP),
            Case("article rendered, gzip", paths[0], GZIP, {**ONE_CLIENT, "script": str(script)}),
        ]
        script.write_text(ASK_IN_TURN.replace("ADDRESSES", str(addresses)))
        return rows(folder, ours, cases, pairs)


# Each run starts at another offset, so that no address is requested twice
ASK_IN_TURN = """
local addresses, next = {}, 0
for line in io.lines("ADDRESSES") do addresses[#addresses + 1] = line end
function init(arguments) next = os.time() * 997 end
function request()
  next = next + 1
  return wrk.format(nil, addresses[next % #addresses + 1])
end
"""


def site(environment: dict) -> Server:
    environment = {"PORT": str(free_port()), "WEB_CONCURRENCY": "1", **environment}
    prepare = [sys.executable, "manage.py", "prepare", "--demo"]
    subprocess.run(prepare, env={**os.environ, **environment}, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
    return Server([sys.executable, "manage.py", "serve"], environment["PORT"], **environment)


def first_article(server):
    with urlopen(f"{server.url}/") as home:
        return re.search(r'href="(/bai-viet/[^"]+)"', home.read().decode())[1]


def list_at_depth(server):
    """The latest articles as they were half a million before the newest."""
    with urlopen(f"{server.url}/tin-tuc/2017/") as archive:
        older = re.search(r"\?truoc=[0-9]+-[0-9]+", archive.read().decode())[0]
    return f"/tin-tuc/{older}"


def rows(folder, ours, cases, pairs):
    with running(bare(folder, ours, cases)) as (nothing,):
        return [row(nothing, ours, number, case, pairs) for number, case in enumerate(cases)]


def bare(folder, ours, cases):
    """The callable that does nothing, with the responses of our pages."""
    recorded = {"/readyz": ([], "")}
    for number, case in enumerate(cases):
        asked = Request(ours.url + case.path, headers=dict(header.split(": ", 1) for header in case.headers))
        with urlopen(asked) as answer:
            said = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP]
            recorded[f"/{number}"] = (said, b64encode(answer.read()).decode())
    path = folder / "recorded.json"
    path.write_text(json.dumps(recorded))
    port = free_port()
    command = [sys.executable, "-m", *GRANIAN, "--port", port, *LIMITS, *QUIET, "benchmarks.bare:application"]
    return Server(command, port, RECORDED=str(path))


def row(nothing, ours, number, case, pairs):
    how = {**(case.how or {}), "headers": case.headers}
    of_bare = {name: value for name, value in how.items() if name != "script"}
    load(ours, case.path, **{**how, "seconds": 1}), load(nothing, f"/{number}", seconds=1)
    costs = [(load(nothing, f"/{number}", **of_bare)[1], load(ours, case.path, **how)[1]) for _ in range(pairs)]
    ratios = [bare / ours for bare, ours in costs]
    bare_us, ours_us = (statistics.median(column) * 1e6 for column in zip(*costs, strict=True))
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    ratio = f"{middle:.2f} ({low:.2f} to {high:.2f})" if middle > 0.05 else f"{middle:.4f}"
    print(f"{case.name:32} bare {bare_us:6.1f} us   ours {ours_us:8.1f} us   ratio {ratio}", flush=True)
    return {"page": case.name, "bare_us": bare_us, "ours_us": ours_us, "ratio": middle, "range": [low, high]}

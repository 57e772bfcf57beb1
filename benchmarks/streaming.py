"""The cost of fifty film viewers for readers of cached pages on the same worker: `python -m benchmarks.streaming`.

A real MP4 of some 50 MB, each reading it as a browser does: a Range to the end, the part that comes read at the film's
own pace, then the next. By turns nobody watches and all do: CPU of a cached page (wrk, 16 connections; what the
watching itself takes is measured apart and taken off) and how long a page takes that is asked for 50 times a second.
One core serves, the other asks; those who watch are niced there, so that they do not delay the asking itself.
"""

import argparse
import asyncio
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.memory import Client
from benchmarks.pairs import first_article, site
from benchmarks.servers import CLIENT_CORE, load, running

WATCHING = 50
MEGABITS = 4  # a second, of the film
SECONDS = 105  # of the film, which makes some 50 MB
NAME = "video/do-luong.mp4"
PAGES_A_SECOND = 50
GZIP = ("Accept-Encoding: gzip",)
PARTS, REFUSED, BYTES = range(3)  # of a tally


def film(path: Path) -> Path:
    """A moving picture in noise, and a tone; made once."""
    if path.exists():
        return path
    if not shutil.which("ffmpeg"):
        sys.exit("ffmpeg is missing: apt install ffmpeg")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = f"testsrc2=size=640x360:rate=25:duration={SECONDS},noise=alls=20:allf=t"
    rate = ["-b:v", f"{MEGABITS}M", "-minrate", f"{MEGABITS}M", "-maxrate", f"{MEGABITS}M", "-bufsize", "2M"]
    sources = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=frequency=440:duration={SECONDS}"]
    codecs = ["-c:v", "libx264", "-preset", "ultrafast", *rate, "-pix_fmt", "yuv420p", "-c:a", "aac"]
    made = path.with_suffix(".part.mp4")
    subprocess.run(["ffmpeg", "-v", "error", "-y", *sources, *codecs, "-movflags", "+faststart", made], check=True)
    return made.rename(path)


# Those who watch


class Watcher:
    """One who watches, from a byte of the film on, again and again."""

    def __init__(self, port, size, begins_at):
        self.port, self.size, self.at = port, size, begins_at

    async def watch(self, tally):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**17)
        while True:
            asked = f"GET /media/{NAME} HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes={self.at}-\r\n\r\n"
            writer.write(asked.encode())
            left, status = await self._head(reader)
            tally[PARTS if status == 206 else REFUSED] += 1
            while left:
                began = time.monotonic()
                chunk = await reader.read(min(left, 2**16))
                left -= len(chunk)
                if status == 206:
                    self.at = (self.at + len(chunk)) % self.size
                    tally[BYTES] += len(chunk)
                await asyncio.sleep(max(0.0, len(chunk) * 8 / (MEGABITS * 1e6) - (time.monotonic() - began)))
            if status != 206:
                await asyncio.sleep(1)

    async def _head(self, reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        return int(head.partition("content-length:")[2].split()[0]), int(head.split()[1])


def _watch(port, size, tally):
    os.nice(10)

    async def all_watch():
        await asyncio.gather(*(Watcher(port, size, size * i // WATCHING).watch(tally) for i in range(WATCHING)))

    asyncio.run(all_watch())


@contextmanager
def watching(server, size):
    """All watch while this lasts; a tally of parts, refusals and bytes."""
    tally = multiprocessing.Array("q", 3)
    process = multiprocessing.Process(target=_watch, args=(server.port, size, tally), daemon=True)
    process.start()
    try:
        time.sleep(3)  # the players' buffers fill
        yield tally
    finally:
        process.terminate()
        process.join()


# Those who read


def waits(server, path, seconds):
    """How long each of the pages took, in milliseconds, asked for at an even pace."""
    found, due = [], time.perf_counter()
    with Client(server.port) as client:
        for _ in range(int(seconds * PAGES_A_SECOND)):
            due += 1 / PAGES_A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))
            began = time.perf_counter()
            client.get(path)
            found.append((time.perf_counter() - began) * 1e3)
    return found


def turn(server, path, seconds, tally=(0, 0, 0), per_byte=0.0):
    """CPU of a page in microseconds without that of what was watched meanwhile, median and p95 of the waits."""
    before = tally[BYTES]
    requests, cpu = load(server, path, seconds=seconds, headers=GZIP)
    page = cpu - per_byte * (tally[BYTES] - before) / requests
    taken = waits(server, path, seconds)
    return {"cpu": page * 1e6, "median": statistics.median(taken), "p95": statistics.quantiles(taken, n=20)[-1]}


def cost_of_watching(server, tally, seconds):
    """Seconds of the server's CPU a byte and a second, while nothing else goes on."""
    cpu, read, began = server.cpu(), tally[BYTES], time.monotonic()
    time.sleep(seconds)
    spent = server.cpu() - cpu
    return spent / max(tally[BYTES] - read, 1), spent / (time.monotonic() - began)


def pair(server, path, size, seconds):
    quiet = turn(server, path, seconds)
    with watching(server, size) as tally:
        read, began = tally[BYTES], time.monotonic()
        per_byte, spent = cost_of_watching(server, tally, seconds)
        busy = turn(server, path, seconds, tally, per_byte)
        megabits = (tally[BYTES] - read) * 8 / 1e6 / WATCHING / (time.monotonic() - began)
        parts, refused = tally[PARTS], tally[REFUSED]
    ratios = {name: busy[name] / quiet[name] for name in quiet}
    print("  ".join(f"{name} {quiet[name]:.2f} → {busy[name]:.2f} ({ratios[name]:.2f})" for name in quiet), end="  ")
    print(f"{parts} parts, {refused} refused, {megabits:.1f} Mbit/s each, {spent:.1%} of a core", flush=True)
    return ratios, parts, refused


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.streaming", description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    chosen = parser.parse_args()
    folder = Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench" / "streaming"
    size = film(folder / "media" / NAME).stat().st_size
    with running(site({"DATA_DIR": str(folder), "DATABASE_URL": ""})) as (ours,):
        os.sched_setaffinity(0, {int(CLIENT_CORE)})
        path = first_article(ours)
        turn(ours, path, 1)
        pairs = [pair(ours, path, size, chosen.seconds) for _ in range(chosen.pairs)]
    for name in ("cpu", "median", "p95"):
        found = [ratios[name] for ratios, *_ in pairs]
        print(f"{name:8} {statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f}) times as much")
    parts, refused = (sum(column) for column in list(zip(*pairs, strict=True))[1:])
    print(f"refused  {refused} of {parts + refused} parts")


if __name__ == "__main__":
    main()

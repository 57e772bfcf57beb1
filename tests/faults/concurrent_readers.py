"""People who read a running site without a pause while something happens to it."""

import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from tests.door import BROWSER

PAUSE = 0.004  # seconds between two pages of one reader; the machine has other things to do


@dataclass(frozen=True)
class Seen:
    """One request: when it was sent, how long it took, and its status, 0 for one that was cut off."""

    path: str
    at: float
    seconds: float
    status: int
    is_stale: bool = False


class Readers:
    """`with Readers(site, paths) as readers: …`, then `readers.seen` tells what they were answered."""

    def __init__(self, site, paths, *, number=6):
        self.site, self.paths = site, paths
        self.seen: list[Seen] = []
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(number)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _read(self):
        while not self._done.is_set():
            http = HTTPConnection("127.0.0.1", self.site.port, timeout=20)
            try:
                http.connect()
            except OSError:
                time.sleep(0.02)  # nobody listens: what was sent is nothing
            else:
                self._read_over(http)
            http.close()

    def _read_over(self, http):
        while not self._done.wait(PAUSE):
            path, at = random.choice(self.paths), time.monotonic()
            try:
                http.request("GET", path, headers={"User-Agent": BROWSER})
                answer = http.getresponse()
                answer.read()
            except (OSError, HTTPException):
                self.seen.append(Seen(path, at, time.monotonic() - at, 0))
                return
            is_stale = "detail=stale" in answer.getheader("Cache-Status", "")
            self.seen.append(Seen(path, at, time.monotonic() - at, answer.status, is_stale))

    def since(self, moment):
        """What was asked from a moment of the monotonic clock on."""
        return [each for each in self.seen if each.at >= moment]

    @property
    def errors(self):
        return sum(each.status != 200 for each in self.seen)

    def lost_and_doubled(self, totals):
        """Compare acknowledged views with `totals` (path: number); a request that was cut off may count or not."""
        read = Counter(each.path for each in self.seen if each.status == 200)
        cut_off = Counter(each.path for each in self.seen if each.status == 0)
        lost = sum(max(0, read[path] - total) for path, total in totals.items())
        return lost, sum(max(0, total - read[path] - cut_off[path]) for path, total in totals.items())


def until(is_so, seconds=30):
    """Wait for something and answer how long it took; fail after so many seconds."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "it never came to be so"
        time.sleep(0.05)
    return round(time.monotonic() - began, 1)


def views(answer):
    """The number of views that an article page shows."""
    return int(re.search(r"Lượt xem: ([\d.]+)", answer.text)[1].replace(".", ""))

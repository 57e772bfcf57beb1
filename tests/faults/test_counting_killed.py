import os
import random
import signal
import threading
import time
from http.client import HTTPConnection, HTTPException

import pytest

from tests.factories import make_article
from traffic.adoption import adopt
from traffic.models import DailyViews
from traffic.statistics import totals

pytestmark = pytest.mark.faults
READERS, ROUNDS = 6, 4


class Readers:
    """People who read some articles without a pause, and count what they were answered."""

    def __init__(self, site, paths):
        self.site, self.paths = site, paths
        self.answered = self.cut_off = 0
        self._done = threading.Event()
        self._counting = threading.Lock()
        self._threads = [threading.Thread(target=self._read) for _ in range(READERS)]

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
                time.sleep(0.02)  # nobody listens: a worker is being replaced
            else:
                self._read_over(http)
            http.close()

    def _read_over(self, http):
        while not self._done.is_set():
            try:
                http.request("GET", random.choice(self.paths))
                answer = http.getresponse()
                answer.read()
            except (OSError, HTTPException):
                with self._counting:
                    self.cut_off += 1
                return
            with self._counting:
                self.answered += answer.status == 200


def kill_a_worker(site, victim):
    """Kill at a random moment, and wait until the one that follows can answer."""
    time.sleep(random.uniform(0.1, 0.8))
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in (workers := site.workers()) and len(workers) == 2)


def wait_until(is_so):
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def two_workers(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "2")


def test_workers_killed_under_load_lose_and_double_no_view(two_workers, site):
    articles = [make_article() for _ in range(5)]

    with Readers(site, [article.get_absolute_url() for article in articles]) as readers:
        for _ in range(ROUNDS):
            kill_a_worker(site, sorted(site.workers())[0])
            time.sleep(2)  # the server gives up on a worker that dies soon after it was replaced
    site.kill()
    wait_until(lambda: adopt(site.data_dir / "tally").in_use == 0)  # the kernel takes its time with what is killed

    counted = sum(totals(articles).values())
    print(  # noqa: T201 -- the record of the fault
        f"killed {ROUNDS} workers and the server: {readers.answered} answered, {readers.cut_off} cut off, {counted}"
    )
    assert readers.answered <= counted <= readers.answered + readers.cut_off
    assert sum(DailyViews.objects.exclude(kind="site").values_list("count", flat=True)) == counted
    assert readers.answered > 0

"""A site over a PostgreSQL of its own, which is stopped under it."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tests.postgresql import PostgreSQL
from tests.running_site import Site

pytestmark = [pytest.mark.faults, pytest.mark.sqlite]  # brings its own database, so once is enough


@pytest.fixture(scope="module")
def place():
    """A database and a site with the demo: `(database, site)`."""
    folder = settings.DATA_DIR / "gone"  # where a database server under another user may look in
    (folder / "database").mkdir(parents=True)
    database = PostgreSQL(folder / "database")
    site = Site(folder)
    own = {"DATABASE_URL": database.url, "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, settings.BASE_DIR / "manage.py", "prepare", "--demo"]
    subprocess.run(command, env={**os.environ, **own}, check=True, capture_output=True, timeout=120)
    site.start(DATABASE_URL=database.url)
    yield database, site
    site.kill()
    database.stop()


def views(answer):
    return int(re.search(r"Lượt xem: ([\d.]+)", answer.text)[1].replace(".", ""))


def until(condition, seconds):
    """Wait for something and answer how long it took; fail after so many seconds."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


def test_readers_do_not_notice_that_the_database_is_gone(place, capsys):
    database, site = place
    article = re.search(r'href="(/bai-viet/[^"]+)"', site.get("/").text)[1]
    before = views(site.get(article))
    time.sleep(6)  # the node's pages are on disk by now

    database.stop()
    began, errors = time.monotonic(), 0
    read = [site.get(article) for _ in range(50)]
    unknown = site.get("/tac-gia/vu-ngoc-lam/")
    first_refusal = time.monotonic() - began
    errors += sum(answer.status != 200 for answer in read)
    until(lambda: "database: down" in site.get("/readyz").text, 5)
    began = time.monotonic()
    refused = site.get("/chuyen-muc/dai-doan-ket/")
    refusal = time.monotonic() - began

    assert errors == 0
    assert views(read[-1]) == before + 50
    assert (unknown.status, refused.status, refused.headers["Retry-After"]) == (503, 503, "60")
    assert (first_refusal < 3, refusal < 1) == (True, True)

    os.kill(site.workers()[0], signal.SIGKILL)  # its heir starts without a database
    until(site.answers, 15)
    stale = site.get(article)
    assert stale.status == 200
    assert "detail=stale" in stale.headers["Cache-Status"]

    database.start()
    recovered = until(lambda: "database: ok" in site.get("/readyz").text, 15)
    until(lambda: views(site.get(article)) > before + 51, 10)
    with capsys.disabled():
        print(f"\ndatabase stopped: 52 requests, {errors} errors, recovered in {recovered:.1f} s")  # noqa: T201

"""The database of a running site taken away under its readers, in every way we know."""

import os
import re
import signal
import time

import pytest
from django.conf import settings

from tests.faults.concurrent_readers import Readers, until
from tests.faults.outcome_table import SECONDS_DOWN
from tests.faults.posted_forms import sign_in
from tests.faults.proxied_site import ProxiedSite

pytestmark = [pytest.mark.faults, pytest.mark.sqlite]  # brings its own database, so once is enough
WAYS = {
    "stopped": (lambda proxied: proxied.database.stop(), lambda proxied: proxied.database.start()),
    "killed": (lambda proxied: proxied.database.kill(), lambda proxied: proxied.database.start()),
    "silent": (lambda proxied: proxied.proxy.stall(), lambda proxied: proxied.proxy.restore()),
    "cut off, deaf": (lambda proxied: proxied.proxy.refuse_connections(), lambda proxied: proxied.proxy.restore()),
}
NEVER_SEEN = [f"/tin-tuc/{year}/" for year in range(1960, 1990)]  # 404 while there is a database
MARK = "portal; hit; detail=stale"


@pytest.fixture(scope="module")
def proxied():
    proxied = ProxiedSite(settings.DATA_DIR / "gone")
    proxied.site.start(DATABASE_URL=proxied.url)
    yield proxied
    proxied.site.kill()
    proxied.proxy.close()
    proxied.database.stop()


def is_database(proxied, word):
    return f"database: {word}" in proxied.site.get("/readyz").text


@pytest.fixture
def articles(proxied):
    """Some pages that the site has cached."""
    until(lambda: is_database(proxied, "ok"))
    found = re.findall(r'href="(/bai-viet/[^"]+)"', proxied.site.get("/").text)[:4]
    assert [proxied.site.get(path).status for path in found] == [200] * 4
    return found


def settled(proxied, paths):
    """The totals, once they have stood still for a second."""
    while (found := proxied.totals(paths)) != (time.sleep(1.5) or proxied.totals(paths)):
        pass
    return found


@pytest.mark.parametrize("way", WAYS)
def test_readers_do_not_notice_that_the_database_is_gone(way, proxied, articles, outcome):
    (take_away, give_back), before = WAYS[way], settled(proxied, articles)

    with Readers(proxied.site, articles) as readers:
        until(lambda: len(readers.seen) > 50)
        take_away(proxied)
        gone_at = time.monotonic()
        with Readers(proxied.site, NEVER_SEEN, number=8) as strangers:
            time.sleep(max(SECONDS_DOWN, 4))
            answer = proxied.site.get(NEVER_SEEN[0])
        give_back(proxied)
        back_at = time.monotonic()
        recovered = until(lambda: proxied.site.get(NEVER_SEEN[0]).status == 404)
    gained = {path: total - before[path] for path, total in settled(proxied, articles).items()}

    lost, doubled = readers.lost_and_doubled(gained)
    slowest = max(each.seconds for each in readers.seen)
    outcome(
        f"database {way} for {max(SECONDS_DOWN, 4)} s",
        requests=len(readers.seen),
        errors=readers.errors,
        lost=lost,
        doubled=doubled,
        recovered=recovered,
        remark=f"{len(strangers.seen)} pages never seen refused; a cached one took {slowest:.1f} s at most",
    )
    assert (readers.errors, lost, doubled) == (0, 0, 0)
    assert {each.status for each in strangers.seen} == {503}
    assert [each for each in strangers.seen if each.seconds > 1 and each.at + each.seconds > gone_at + 3] == []
    assert all(each.is_stale for each in readers.since(gone_at + 3) if each.at < back_at - 1)
    assert (answer.headers["Retry-After"], "Xin tải lại" in answer.text) == ("60", True)


def test_process_that_starts_without_a_database_has_the_pages_of_the_node(proxied, articles, outcome):
    time.sleep(6)  # the node's pages are on disk by now
    proxied.database.stop()
    os.kill(proxied.site.workers()[0], signal.SIGKILL)
    replaced = until(proxied.site.answers, 15)

    answer = proxied.site.get(articles[0])
    proxied.database.start()
    recovered = until(lambda: is_database(proxied, "ok"))

    remark = f"its heir answers after {replaced} s"
    outcome(
        "worker killed, no database", requests=1, errors=int(answer.status != 200), recovered=recovered, remark=remark
    )
    assert (answer.status, answer.headers["Cache-Status"]) == (200, MARK)


def test_nobody_signs_in_without_a_database(proxied, articles):
    account = re.search(r"Tài khoản: (\S+)\nMật khẩu: (\S+)", proxied.printed).groups()
    assert sign_in(proxied.site, *account).status == 302
    proxied.database.stop()

    answer = sign_in(proxied.site, *account)
    proxied.database.start()

    until(lambda: is_database(proxied, "ok"))
    assert (answer.status, answer.headers["Set-Cookie"]) == (503, None)
    assert answer.headers["Retry-After"] == "60"

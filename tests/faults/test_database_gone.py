"""The database of a running site taken away under its readers, in every way we know."""

import os
import re
import signal
import time

import pytest
from django.conf import settings

from tests.faults.place import Place
from tests.faults.readers import Readers, until
from tests.faults.sign_ins import sign_in
from tests.faults.table import SECONDS_DOWN

pytestmark = [pytest.mark.faults, pytest.mark.sqlite]  # brings its own database, so once is enough
WAYS = {
    "stopped": (lambda place: place.database.stop(), lambda place: place.database.start()),
    "killed": (lambda place: place.database.kill(), lambda place: place.database.start()),
    "silent": (lambda place: place.wire.silence(), lambda place: place.wire.mend()),
    "cut off, deaf": (lambda place: place.wire.deafen(), lambda place: place.wire.mend()),
}
NEVER_SEEN = [f"/tin-tuc/{year}/" for year in range(1960, 1990)]  # 404 while there is a database
MARK = "portal; hit; detail=stale"


@pytest.fixture(scope="module")
def place():
    place = Place(settings.DATA_DIR / "gone")
    place.site.start(DATABASE_URL=place.url)
    yield place
    place.site.kill()
    place.wire.close()
    place.database.stop()


def is_database(place, word):
    return f"database: {word}" in place.site.get("/readyz").text


@pytest.fixture
def articles(place):
    """Some pages that the site has kept."""
    until(lambda: is_database(place, "ok"))
    found = re.findall(r'href="(/bai-viet/[^"]+)"', place.site.get("/").text)[:4]
    assert [place.site.get(path).status for path in found] == [200] * 4
    return found


def settled(place, paths):
    """The totals, once they have stood still for a second."""
    while (found := place.totals(paths)) != (time.sleep(1.5) or place.totals(paths)):
        pass
    return found


@pytest.mark.parametrize("way", WAYS)
def test_readers_do_not_notice_that_the_database_is_gone(way, place, articles, outcome):
    (take_away, give_back), before = WAYS[way], settled(place, articles)

    with Readers(place.site, articles) as readers:
        until(lambda: len(readers.seen) > 50)
        take_away(place)
        gone_at = time.monotonic()
        with Readers(place.site, NEVER_SEEN, number=8) as strangers:
            time.sleep(max(SECONDS_DOWN, 4))
            answer = place.site.get(NEVER_SEEN[0])
        give_back(place)
        back_at = time.monotonic()
        recovered = until(lambda: place.site.get(NEVER_SEEN[0]).status == 404)
    gained = {path: total - before[path] for path, total in settled(place, articles).items()}

    lost, doubled = readers.lost_and_doubled(gained)
    slowest = max(each.seconds for each in readers.seen)
    outcome(
        f"database {way} for {max(SECONDS_DOWN, 4)} s",
        requests=len(readers.seen),
        errors=readers.errors,
        lost=lost,
        doubled=doubled,
        recovered=recovered,
        remark=f"{len(strangers.seen)} pages never seen refused; a kept one took {slowest:.1f} s at most",
    )
    assert (readers.errors, lost, doubled) == (0, 0, 0)
    assert {each.status for each in strangers.seen} == {503}
    assert [each for each in strangers.seen if each.seconds > 1 and each.at + each.seconds > gone_at + 3] == []
    assert all(each.is_stale for each in readers.since(gone_at + 3) if each.at < back_at - 1)
    assert (answer.headers["Retry-After"], "Xin tải lại" in answer.text) == ("60", True)


def test_process_that_starts_without_a_database_has_the_pages_of_the_node(place, articles, outcome):
    time.sleep(6)  # the node's pages are on disk by now
    place.database.stop()
    os.kill(place.site.workers()[0], signal.SIGKILL)
    replaced = until(place.site.answers, 15)

    answer = place.site.get(articles[0])
    place.database.start()
    recovered = until(lambda: is_database(place, "ok"))

    remark = f"its heir answers after {replaced} s"
    outcome(
        "worker killed, no database", requests=1, errors=int(answer.status != 200), recovered=recovered, remark=remark
    )
    assert (answer.status, answer.headers["Cache-Status"]) == (200, MARK)


def test_nobody_signs_in_without_a_database(place, articles):
    account = re.search(r"Tài khoản: (\S+)\nMật khẩu: (\S+)", place.printed).groups()
    assert sign_in(place.site, *account).status == 302
    place.database.stop()

    answer = sign_in(place.site, *account)
    place.database.start()

    until(lambda: is_database(place, "ok"))
    assert (answer.status, answer.headers["Set-Cookie"]) == (503, None)
    assert answer.headers["Retry-After"] == "60"

"""Midnight comes over a running site: its time zone has one a few seconds from now."""

import struct
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_article
from tests.faults.concurrent_readers import Readers, until
from traffic.models import DailyViews
from vietnamese.dates import long_date

pytestmark = pytest.mark.faults
DAY = 24 * 3600
LEFT = 30  # seconds until midnight; the site has to start before


def write_zone(path, ahead):
    """A time zone without summers, so many seconds ahead of UTC: RFC 9636, version 1."""
    head = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    path.parent.mkdir(parents=True)
    path.write_bytes(head + struct.pack(">lbb", ahead, 0, 0) + b"TST\0")


@pytest.fixture
def midnight(site, tmp_path):
    """`(moment, new day)`: midnight in seconds since 1970, for a site that has just started anew."""
    moment = int(time.time()) + LEFT
    ahead = -moment % DAY
    ahead -= DAY if ahead > DAY // 2 else 0
    write_zone(tmp_path / "zones" / "Asia" / "Ho_Chi_Minh", ahead)
    site.stop()
    site.start(PYTHONTZPATH=f"{tmp_path}/zones:/usr/share/zoneinfo")
    return moment, datetime.fromtimestamp(moment + ahead, tz=UTC).date()


def test_views_belong_to_their_days_and_pages_of_yesterday_are_renewed(midnight, site, outcome):
    (moment, today), path = midnight, make_article().get_absolute_url()
    yesterday = today - timedelta(days=1)
    ahead = time.time() - time.monotonic()

    with Readers(site, [path]) as readers:
        assert long_date(yesterday) in site.get(path, user_agent="Googlebot/2.1").text
        until(lambda: time.time() > moment + 1)
        assert long_date(today) in site.get(path, user_agent="Googlebot/2.1").text
    early = [each for each in readers.seen if each.at + ahead < moment]
    across = [each for each in early if each.at + each.seconds + ahead >= moment]
    time.sleep(2)

    rows = dict(DailyViews.objects.filter(kind="article").values_list("day", "count"))
    lost = len(readers.seen) - sum(rows.values())
    remark = f"{rows[yesterday]} yesterday, {rows[today]} today"
    outcome("midnight", requests=len(readers.seen), errors=readers.errors, lost=lost, doubled=-lost, remark=remark)
    assert (readers.errors, lost) == (0, 0)
    assert len(early) - len(across) <= rows[yesterday] <= len(early)

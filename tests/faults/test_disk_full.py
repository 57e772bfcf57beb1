"""A running site whose disk is full for a while."""

import time

import pytest

from tests.factories import make_article
from tests.faults.concurrent_readers import Readers, until
from tests.faults.full_disk import Limit, SmallDisk
from tests.faults.outcome_table import IS_LONG
from traffic.statistics import totals

pytestmark = pytest.mark.faults


@pytest.fixture(params=["limit", "small disk"] if IS_LONG else ["limit"])
def disk(request, site, tmp_path):
    """A small disk under a running site; where mounting is not permitted, a size limit replaces it."""
    disk = Limit(site)
    if request.param == "small disk":
        site.stop()
        folder = tmp_path / "disk"
        folder.mkdir()
        try:
            disk = SmallDisk(folder)
        except OSError:
            disk.name = "files limited, for mounting is not permitted"
        else:
            for name in ("media", "static"):
                (folder / name).symlink_to((tmp_path / name).resolve())
            site.data_dir = folder
        site.start()
    yield disk
    site.kill()
    disk.close()


def test_views_are_counted_and_pages_served_while_the_disk_is_full(disk, site, outcome):
    articles = {article.get_absolute_url(): article for article in (make_article() for _ in range(5))}
    cached, others = list(articles)[:2], list(articles)[2:]
    assert [site.get(path, user_agent="Googlebot/2.1").status for path in cached] == [200, 200]

    disk.fill()
    with Readers(site, cached) as readers:
        time.sleep(1)
        readers.paths = [*cached, *others]  # some that are rendered only now
        until(lambda: "không ghi được" in site.log.lower() and (time.sleep(3) or True))
        disk.free()
        time.sleep(1)
    recovered = until(
        lambda: sum(totals(articles.values()).values()) == sum(each.status == 200 for each in readers.seen)
    )

    counted = totals(articles.values())
    lost, doubled = readers.lost_and_doubled({path: counted[article] for path, article in articles.items()})
    outcome(
        disk.name,
        requests=len(readers.seen),
        errors=readers.errors,
        lost=lost,
        doubled=doubled,
        recovered=recovered,
    )
    assert (lost, doubled) == (0, 0)
    assert {each.status for each in readers.seen if each.path in cached} == {200}
    assert {each.path for each in readers.seen if each.status == 200} == set(articles)
    until((site.data_dir / "pages" / "kept").exists)

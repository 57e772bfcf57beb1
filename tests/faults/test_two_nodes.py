"""Two nodes that have nothing in common but the database."""

import time

import pytest

from publishing import workflow
from tests.factories import make_article, make_user
from tests.faults.concurrent_readers import until, views
from tests.running_site import Site

pytestmark = pytest.mark.faults


@pytest.fixture
def nodes(site, tmp_path):
    other = Site(tmp_path / "other")
    other.data_dir.mkdir()
    (other.data_dir / "static").symlink_to((tmp_path / "static").resolve())
    other.start()
    yield site, other
    other.kill()


def test_what_is_published_and_taken_down_is_seen_on_both(nodes, outcome):
    for node in nodes:
        assert "Tin mới đăng" not in node.get("/").text

    article = make_article(title="Tin mới đăng")
    seen = [until(lambda node=node: "Tin mới đăng" in node.get("/").text, 5) for node in nodes]
    workflow.make_move("withdraw", article, by=make_user("publishing.publish"), note="Sai số liệu")
    gone = [until(lambda node=node: "Tin mới đăng" not in node.get("/").text, 5) for node in nodes]

    assert [node.get(article.get_absolute_url()).status for node in nodes] == [410, 410]
    remark = f"seconds until a publication is seen; a take-down: {max(gone)}"
    outcome("two nodes", requests=2, errors=0, recovered=max(seen), remark=remark)


def test_views_of_one_node_are_shown_by_the_other(nodes):
    one, other = nodes
    path = make_article().get_absolute_url()

    read = [node.get(path) for node in (one, other, *[one] * 10)]
    time.sleep(1)
    by_one = views(one.get(path))
    time.sleep(1)
    by_other = views(other.get(path))

    assert views(read[-1]) >= 11  # its own at the least
    assert (by_one, by_other) == (13, 14)

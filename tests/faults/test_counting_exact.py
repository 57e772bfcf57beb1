import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from tests.factories import make_article
from traffic.statistics import set_base, totals

pytestmark = pytest.mark.faults


def views_shown(page):
    """The two numbers of an article page: under its title and at its end."""
    text = page.text
    return [int(text.partition(label)[2].split("<")[0].replace(".", "")) for label in ("Lượt xem: ", "lần được xem: ")]


def read_often(site, path, times):
    """One reader's requests over one connection; answers how many were answered 200."""
    http = HTTPConnection("127.0.0.1", site.port, timeout=20)
    answered = 0
    for _ in range(times):
        http.request("GET", path)
        answer = http.getresponse()
        answer.read()
        answered += answer.status == 200
    http.close()
    return answered


def test_thousand_readings_by_eight_readers_raise_the_number_by_a_thousand(two_workers, site):
    article = make_article()
    set_base(article, 194)
    path = article.get_absolute_url()

    with ThreadPoolExecutor(8) as readers:
        answered = sum(readers.map(lambda _: read_often(site, path, 125), range(8)))
    time.sleep(1)  # by then all processes show the same

    assert answered == 1000
    assert [views_shown(site.get(path, user_agent="Googlebot/2.1")) for _ in range(8)] == [[1194, 1194]] * 8
    assert views_shown(site.get(path)) == [1195, 1195]


def test_last_views_are_in_the_tables_when_the_server_has_stopped(site):
    article = make_article()
    read_often(site, article.get_absolute_url(), 10)

    assert site.stop() == 0

    assert totals([article]) == {article: 10}

"""An article taken down, asked for by nobody, and then the database is gone."""

import os
import signal
import time

import pytest

from publishing import workflow
from tests.factories import make_article, make_user
from tests.faults.concurrent_readers import until
from tests.faults.proxy import DatabaseProxy
from tests.running_site import database_url

pytestmark = [pytest.mark.faults, pytest.mark.postgresql]  # an SQLite cannot be cut off


@pytest.fixture
def proxy(site):
    """Between the site and the test's database."""
    target = database_url().rpartition(":")[2].partition("/")[0]
    proxy = DatabaseProxy(int(target))
    site.stop()
    site.start(DATABASE_URL=database_url().replace(f":{target}/", f":{proxy.port}/"))
    yield proxy
    site.kill()
    proxy.close()


def test_taken_down_article_is_not_read_while_the_database_is_gone(site, proxy, outcome):
    article = make_article(title="Tin phải gỡ")
    asked = [article.get_absolute_url(), "/", "/tin-tuc/", "/rss/"]
    for path in asked:
        until(lambda path=path: article.title in site.get(path).text)
    time.sleep(6)  # the pages are on disk by now

    workflow.make_move("withdraw", article, by=make_user("publishing.publish"), note="Sai số liệu")
    time.sleep(1)
    proxy.refuse_connections()
    until(lambda: "database: down" in site.get("/readyz").text)
    answers = [site.get(path) for path in asked]
    os.kill(site.workers()[0], signal.SIGKILL)
    until(site.answers)
    answers += [site.get(path) for path in asked]

    shown = sum(article.title in answer.text for answer in answers)
    outcome("taken down, then no database", requests=len(answers), errors=0, remark=f"{shown} of them showed it")
    assert (shown, {answer.status for answer in answers}) == (0, {503})

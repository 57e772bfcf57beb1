"""Archives of a running site that is read and written all the while."""

import threading
import time

import pytest
from django.db import connection

from tests.factories import make_article, make_image
from tests.faults.concurrent_readers import Readers
from tests.installation import Installation
from tests.running_site import database_url

pytestmark = pytest.mark.faults
ROWS = "SELECT id, title, lead_image_id FROM news_article ORDER BY id"
VIEWS = "SELECT thing_id, total FROM traffic_viewtotal WHERE kind = 'article'"


@pytest.fixture
def running(site, settings):
    """The place of a running site."""
    settings.MEDIA_ROOT = site.data_dir / "media"
    return Installation(site.data_dir, database_url())


class Writer(threading.Thread):
    """Somebody who writes articles with a picture until told to stop."""

    def __init__(self):
        super().__init__()
        self.done = threading.Event()

    def run(self):
        while not self.done.is_set():
            make_article(lead_image=make_image())
        connection.close()


def views_of(reader, path, before):
    return sum(each.status == 200 and each.path == path and each.at < before for each in reader.seen)


def test_archive_is_of_one_instant(running, site, directory, make_installation):
    articles = {article.get_absolute_url(): article.pk for article in (make_article() for _ in range(3))}
    writer, other = Writer(), make_installation()

    with Readers(site, list(articles)) as readers:
        writer.start()
        time.sleep(2)
        began = time.monotonic() - 1  # what was asked a second ago has been answered
        folder = running.backup(directory)
        ended = time.monotonic()
    writer.done.set()
    writer.join()
    other.manage("restore", folder)

    counted = dict(other.ask(VIEWS))
    bounds = {pk: (views_of(readers, path, began), views_of(readers, path, ended)) for path, pk in articles.items()}
    assert [pk for pk, (least, most) in bounds.items() if not 0 < least <= counted[pk] <= most] == []
    assert {*other.ask(ROWS)} < {*running.ask(ROWS)}
    assert {name for (name,) in other.ask("SELECT file FROM media_library_image")} <= other.media().keys()


def test_views_of_a_killed_site_are_restored_exactly(running, site, directory, make_installation):
    article, other = make_article(), make_installation()
    with Readers(site, [article.get_absolute_url()]) as readers:
        time.sleep(1)
    site.kill()  # some of the views are in the tables, some in the tally alone

    other.manage("restore", running.backup(directory))

    assert other.ask(VIEWS) == [(article.pk, len(readers.seen))]


def test_backup_writes_no_rows(running, site, directory):
    make_article()
    site.stop()
    before = dump(running)

    running.backup(directory)

    assert dump(running) == before


def dump(installation):
    """All rows of all tables."""
    tables = [table for table in connection.introspection.table_names() if not table.startswith("search_words")]
    return {table: sorted(map(repr, installation.ask(f'SELECT * FROM "{table}"'))) for table in tables}  # noqa: S608

"""A database of before 0.1.0, which a longer chain of migrations had made, goes on with its rows.

`tests/old_databases/` were filled at 3d9cc6d by the factories of the tests, on each database by its own version; the
file of one picture was said to be missing by a name that is empty. Their passwords are those of the tests.
"""

import gzip
from collections import Counter
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tests.installation import make_installation  # noqa: F401 -- a fixture
from tests.running_site import Site

OLD = Path(__file__).parent.parent / "old_databases"
TITLE = "Ngày hội Đại đoàn kết toàn dân tộc"


@pytest.fixture
def old(make_installation):  # noqa: F811
    """An installation with the database that an older version has left."""
    place = make_installation()
    place.data_dir.mkdir(exist_ok=True)
    if settings.IS_SQLITE:
        content = gzip.decompress((OLD / "before_0_1_0.sqlite3.gz").read_bytes())
        (place.data_dir / "portal.sqlite3").write_bytes(content)
    else:
        with closing(psycopg2.connect(place.url)) as database, database, database.cursor() as cursor:
            cursor.execute(gzip.decompress((OLD / "before_0_1_0.sql.gz").read_bytes()))
    return place


@pytest.fixture
def site(old):
    """It, upgraded and running."""
    old.manage("prepare")
    running = Site(old.data_dir)
    running.start(DATABASE_URL=old.url)
    yield running
    running.kill()


def rows(old):
    """The values of every row of some tables, with how often each occurs: columns come anew and in other order."""
    tables = ["news_article", "media_library_video", "media_library_mention", "publishing_revision", "accounts_user"]
    found = {table: old.ask(f"SELECT * FROM {table} ORDER BY id") for table in tables}  # noqa: S608
    return [(table, Counter(map(str, row))) for table in tables for row in found[table]]


def test_every_row_is_there_after_the_upgrade(old):
    before = rows(old)

    printed = old.manage("prepare")

    assert "Cập nhật lược đồ" in printed
    after = rows(old)
    assert [table for table, _ in after] == [table for table, _ in before]
    assert all(values <= later for (_, values), (_, later) in zip(before, after, strict=True))
    assert old.ask("SELECT title FROM media_library_image WHERE file = 'khong-co-tep'") == [("Không có tệp",)]
    assert old.ask("SELECT number FROM search_kindnumber WHERE kind = 'news.article'") == [(6,)]
    old.manage("migrate", "--check")
    assert old.manage("prepare") == ""


def test_readers_find_what_they_read_before(site):
    page = site.get("/bai-viet/ngay-hoi-dai-doan-ket-toan-dan-toc-1/")

    assert (page.status, "1.235" in page.text) == (200, True)
    assert page.text.count(TITLE) > 1
    assert TITLE in site.get("/tim-kiem/?q=dai+doan+ket").text
    assert site.get("/bai-viet/bai-trung-2/").headers["Location"] == "/bai-viet/ngay-hoi-dai-doan-ket-toan-dan-toc-1/"


def test_archive_of_an_upgraded_database_can_be_restored(old, make_installation, tmp_path):  # noqa: F811
    old.manage("prepare")
    folder, other = old.backup(tmp_path / "archives"), make_installation()

    other.manage("restore", folder)

    assert other.ask("SELECT title FROM news_article ORDER BY id") == [(TITLE,), ("Bài trùng",)]

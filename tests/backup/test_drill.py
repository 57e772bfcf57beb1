"""The drill restores into a temporary place, says what it found and leaves nothing behind."""

import re
import signal
import time

import pytest
from django.conf import settings

from tests.factories import make_article, make_image
from tests.installation import on_server
from tests.running_site import database_url

DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE 'portal_drill_%'"


@pytest.fixture
def temporary(installation, tmp_path):
    """Where the drill has its temporary place."""
    path = tmp_path / "temporary"
    path.mkdir()
    installation.environment["TMPDIR"] = str(path)
    return path


def left_over(installation, temporary):
    return [*temporary.iterdir(), *([] if settings.IS_SQLITE else installation.ask(DATABASES))]


def test_running_site_is_proven(installation, temporary):
    article = make_article(lead_image=make_image())

    printed = installation.manage("drill")

    assert re.search(r"^news_article: 1 dòng, khớp$", printed, re.MULTILINE)
    assert f"{len(installation.media())} tệp tải lên đều khớp" in printed
    assert "/: 200" in printed
    assert f"{article.get_absolute_url()}: 200" in printed
    assert "Diễn tập đạt" in printed
    assert left_over(installation, temporary) == []


def test_archive_that_is_there_is_proven_or_not(installation, directory, temporary):
    (installation.data_dir / "media" / "a.txt").write_text("a")
    folder = installation.backup(directory)

    printed = installation.manage("drill", folder)
    (directory / "media" / "a.txt").write_text("b")
    ending = installation.manage("drill", folder, status=1)

    assert "Diễn tập đạt" in printed
    assert "Diễn tập không đạt ở bước restore: Bản sao lưu hỏng" in ending
    assert left_over(installation, temporary) == []


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_drill_that_is_stopped_tidies_up(installation, temporary, way):
    process = installation.start("drill")
    while not [*temporary.glob("*/data")]:
        assert process.poll() is None
        time.sleep(0.01)

    process.send_signal(way)
    _, complained = process.communicate()

    assert (process.returncode, complained.count("\n")) == (1, 1)
    assert "những gì tạm đã được dọn" in complained
    assert left_over(installation, temporary) == []


@pytest.mark.postgresql
def test_account_that_may_not_create_a_database_is_told_so(installation, temporary):
    on_server(database_url(), "CREATE ROLE plain LOGIN PASSWORD 'plain' IN ROLE pg_read_all_data")
    installation.environment["DATABASE_URL"] = re.sub("//.*@", "//plain:plain@", installation.url)

    try:
        ending = installation.manage("drill", status=1)
    finally:
        on_server(database_url(), "DROP ROLE plain")

    assert "ALTER ROLE plain CREATEDB" in ending
    assert left_over(installation, temporary) == []

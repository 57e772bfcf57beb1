"""What was backed up is there again, in another place, with every row, file and view."""

import json
import re
import stat

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import make_article, make_image
from traffic.tally import Tally

PAGES = "SELECT title FROM news_article ORDER BY title"
VIEWS = "SELECT total FROM traffic_viewtotal WHERE kind = 'article'"


def test_restored_place_has_every_row_and_file(installation, directory, make_installation):
    make_article(title="Bài thứ nhất", lead_image=make_image())
    make_article(title="Bài thứ hai")
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now())
    other = make_installation()

    printed = other.manage("restore", installation.backup(directory))

    assert other.ask(PAGES) == installation.ask(PAGES) == [("Bài thứ hai",), ("Bài thứ nhất",)]
    assert other.media() == installation.media() != {}
    assert other.ask("SELECT * FROM django_session") == []
    assert other.ask("SELECT SUM(step) FROM traffic_generation") > installation.ask(
        "SELECT SUM(step) FROM traffic_generation"
    )
    assert re.search(r"^news_article: 2 dòng, khớp$", printed, re.MULTILINE)


def test_views_that_no_table_holds_yet_are_restored_once(installation, directory, make_installation):
    article = make_article()
    tally = Tally(installation.data_dir / "tally")
    for _ in range(7):
        tally.count(("article", article.pk))
    other = make_installation()

    folder = installation.backup(directory)  # its owner lives and has not taken a turn
    tally.close()
    printed = other.manage("restore", folder)

    assert installation.ask(VIEWS) == []
    assert other.ask(VIEWS) == [(7,)]
    assert "Đã cộng 7 lượt xem" in printed


@pytest.mark.sqlite
def test_key_comes_along_in_place_of_a_fresh_one(installation, directory, make_installation):
    folder, other = installation.backup(directory), make_installation()
    other.manage("check")
    fresh = (other.data_dir / "secret_key").read_text()

    other.manage("restore", folder)

    key = (installation.data_dir / "secret_key").read_text()
    assert fresh != (other.data_dir / "secret_key").read_text() == key


def test_manifest_says_what_the_archive_is_made_of(installation, directory):
    make_article(lead_image=make_image())

    folder = installation.backup(directory)

    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["format"] == 1
    assert manifest["rows"]["news_article"] == 1
    assert "news.0001_squashed" in manifest["migrations"]
    assert manifest["versions"].keys() >= {"portal", "django", "python", "database"}
    assert {entry["path"] for entry in manifest["media"]} == installation.media().keys()
    assert manifest["media_count"] == len(installation.media())
    assert manifest["began_at"] < manifest["ended_at"]


def test_archive_is_for_its_owner_alone(installation, directory):
    make_image()

    installation.backup(directory)

    paths = [directory, *directory.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600}


def test_pages_of_another_time_do_not_outlive_a_restore(installation, directory, make_installation):
    folder, other = installation.backup(directory), make_installation()
    (other.data_dir / "pages").mkdir(parents=True)
    (other.data_dir / "pages" / "kept").write_bytes(b"kept pages 2\n")

    other.manage("restore", folder)

    assert not (other.data_dir / "pages").exists()

"""A whole document that is sent to a reader is one download, and the pages that carry it show the number."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client

from tests.factories import make_article, make_attachment, make_user
from tests.media_library import samples
from tests.traffic.test_lost_database import database_failing_at
from traffic.models import ViewTotal

CONTENT = samples.PDF + bytes(2 * 2**20)
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def file(transactional_db):
    file = make_attachment(title="Kế hoạch", file=ContentFile(CONTENT, name="tep.pdf"))
    make_article(attachments=[file])
    return file


def downloads(door, file):
    door.turn()
    return sum(ViewTotal.objects.filter(kind="attachment", thing_id=file.pk).values_list("total", flat=True))


def test_page_shows_the_number_at_once_and_the_tables_have_it_after(door, file):
    article = file.articles.get()
    for _ in range(2):
        assert door.get(file.get_absolute_url()).body == CONTENT

    assert "đã tải 2 lượt" in door.get(article.get_absolute_url()).text
    assert downloads(door, file) == 2


@pytest.mark.parametrize(
    ("query", "headers", "counted"),
    [
        ("", {"range": "bytes=0-"}, 1),
        ("?xem=1", {}, 1),
        ("", {"range": "bytes=0-1"}, 0),
        ("", {"range": "bytes=1000-"}, 0),
        ("?xem=1", {"range": "bytes=65536-131071"}, 0),
        ("", {"range": "bytes=99999999-"}, 0),
        ("", {"user_agent": CRAWLER}, 0),
        ("", {"sec_purpose": "prefetch"}, 0),
    ],
)
def test_download_counts_once_and_its_parts_do_not(door, file, query, headers, counted):
    door.get(file.get_absolute_url() + query, **headers)

    assert downloads(door, file) == counted


def test_question_about_a_file_is_no_download(door, file):
    etag = door.head(file.get_absolute_url()).headers["ETag"]

    assert door.get(file.get_absolute_url(), if_none_match=etag).status == 304
    assert downloads(door, file) == 0


def test_download_by_staff_does_not_count(door, file):
    browser = Client()
    browser.force_login(make_user(is_superuser=True))
    browser.get("/admin/")

    answer = door.get(file.get_absolute_url(), cookie=f"staff={browser.cookies['staff'].value}")

    assert (answer.body, downloads(door, file)) == (CONTENT, 0)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_download_is_no_view_of_the_site_nor_of_the_article(door, file):
    door.get(file.get_absolute_url())
    downloads(door, file)

    assert list(ViewTotal.objects.values_list("kind", flat=True)) == ["attachment"]


def test_file_of_what_is_withdrawn_is_gone_at_once_and_counts_nothing(door, file):
    door.get(file.get_absolute_url())
    file.articles.all().update(state="withdrawn")

    answer = door.get(file.get_absolute_url())

    assert (answer.status, downloads(door, file)) == (410, 1)
    assert "đã được gỡ" in answer.text


def test_list_of_staff_says_how_often_a_file_was_downloaded(door, file, client):
    ViewTotal.objects.create(kind="attachment", thing_id=file.pk, total=1234)
    client.force_login(get_user_model().objects.create_superuser("an"))

    assert "1.234" in client.get("/admin/media_library/attachment/").content.decode()


def test_without_a_database_nobody_gets_what_may_be_withdrawn(door, file):
    door.get(file.get_absolute_url())
    with database_failing_at("SELECT"):
        door.turn()

        answer = door.get(file.get_absolute_url())

    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "text/html" in answer.headers["Content-Type"]

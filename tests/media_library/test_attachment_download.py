"""A document is sent while a reachable thing carries it, and not otherwise."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from tests.factories import make_article, make_attachment, make_video
from tests.media_library import samples
from tests.media_library.attachments import ask, body, carried

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NOW = timezone.now()
MAKERS = pytest.mark.parametrize("make", [make_article, make_video])


@MAKERS
def test_reader_downloads_what_a_published_thing_carries_by_one_query(client, django_assert_num_queries, make):
    file = carried(make)

    with django_assert_num_queries(1):
        response = client.get(file.get_absolute_url())

    assert (response.status_code, body(response)) == (200, samples.PDF)
    assert response["Content-Type"] == "application/pdf"
    assert unquote(response["Content-Disposition"]) == "attachment; filename*=utf-8''Kế hoạch số 12.pdf"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-cache"


@MAKERS
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": "draft"}, 404),
        ({"state": "approved"}, 404),
        ({"publish_at": NOW + DAY}, 404),
        ({"publish_at": NOW - DAY, "unpublish_at": NOW}, 410),
        ({"state": "withdrawn"}, 410),
        ({"state": "withdrawn", "withdrawal": "with_notice"}, 200),
    ],
)
def test_file_answers_as_what_carries_it_does(client, make, fields, status):
    assert ask(client, carried(make, **fields)).status_code == status


def test_file_that_nothing_carries_is_not_found(client):
    assert client.get(make_attachment().get_absolute_url()).status_code == 404


def test_file_of_two_things_stays_as_long_as_one_of_them(client):
    file = carried(state="withdrawn")
    make_video(attachments=[file])

    assert ask(client, file).status_code == 200


def test_search_engines_are_kept_from_what_is_shown_with_a_notice(client):
    noticed = carried(state="withdrawn", withdrawal="with_notice")

    assert ask(client, noticed)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in ask(client, carried())


def test_number_decides_and_a_wrong_name_is_sent_to_the_right_one(client):
    file = carried()

    assert client.get(f"/tep/sai-{file.pk}.exe")["Location"] == f"/tep/ke-hoach-so-12-{file.pk}.pdf"


def test_wrong_name_of_what_is_not_out_says_nothing(client):
    file = carried(state="draft")

    assert client.get(f"/tep/sai-{file.pk}.pdf").status_code == 404

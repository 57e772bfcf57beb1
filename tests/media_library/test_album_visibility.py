"""Who meets an album, and where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_album, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LISTS = ["/album/", "/album/rss/", "/album/atom/", "/sitemap-album-0.xml", "/tim-kiem/?q=chim"]
UNSEEN = [
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "approved"},
    {"state": "withdrawn"},
    {"publish_at": timezone.now() + DAY},
    {"publish_at": timezone.now() - 2 * DAY, "unpublish_at": timezone.now() - DAY},
]


@pytest.mark.parametrize("fields", UNSEEN)
def test_reader_gets_404_or_410_for_an_album_that_is_not_out(client, fields):
    album = make_album(title="Chim hoàng anh", summary="Chim hoàng anh", **fields)

    answer = client.get(album.get_absolute_url())

    assert answer.status_code in {404, 410}
    assert "hoàng anh" not in answer.content.decode()


@pytest.mark.parametrize("fields", UNSEEN)
@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_an_album_that_is_not_out(client, fields, address):
    album = make_album(title="Chim hoàng anh", **fields)

    assert album.slug not in client.get(address).content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_has_an_album_that_is_out(client, address):
    pk = 999  # of the first page of the sitemap, whatever the sequence of the database
    album = make_album(pk=pk, title="Chim hoàng anh")

    assert album.get_absolute_url() in client.get(address).content.decode()


def test_wrong_slug_leads_to_the_right_one(client):
    album = make_album()

    answer = client.get(f"/album/ten-sai-{album.pk}/")

    assert (answer.status_code, answer["Location"]) == (301, album.get_absolute_url())


@pytest.mark.parametrize("address", ["/album/x-0/", "/album/x-99999999999999999999/", "/album/x/"])
def test_address_of_nothing_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_album_withdrawn_with_a_notice_keeps_its_page_and_leaves_the_lists(client):
    album = make_album(title="Chim")
    make_move("withdraw", album, by=make_user(is_superuser=True), note="Sai ngày", withdrawal="with_notice")

    page = client.get(album.get_absolute_url()).content.decode()

    assert "Sai ngày" in page
    assert '<meta name="robots" content="noindex">' in page
    assert not any(album.get_absolute_url() in client.get(address).content.decode() for address in LISTS)

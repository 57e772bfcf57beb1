from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_programme, make_user, make_video

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LISTS = ["/", "/video/", "/chuyen-de/x/", "/video/rss/", "/chuyen-de/x/rss/", "/video/atom/"]
UNSEEN = [
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "approved"},
    {"state": "withdrawn"},
    {"publish_at": timezone.now() + DAY},
    {"publish_at": timezone.now() - 2 * DAY, "unpublish_at": timezone.now() - DAY},
]


@pytest.mark.parametrize("fields", UNSEEN)
def test_reader_gets_404_or_410_for_a_video_that_is_not_out(client, fields):
    video = make_video(title="Chim hoàng anh", summary="Chim hoàng anh", **fields)

    answer = client.get(video.get_absolute_url())

    assert answer.status_code in {404, 410}
    assert "hoàng anh" not in answer.content.decode()


@pytest.mark.parametrize("fields", UNSEEN)
@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_a_video_that_is_not_out(client, fields, address):
    video = make_video(title="Chim hoàng anh", programme=make_programme(slug="x"), **fields)

    answer = client.get(address)

    assert answer.status_code == 200
    assert "hoàng anh" not in answer.content.decode()
    assert video.slug not in answer.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_has_a_video_that_is_out(client, address):
    video = make_video(title="Chim hoàng anh", programme=make_programme(slug="x"))

    assert video.get_absolute_url() in client.get(address).content.decode()


def test_video_that_was_out_answers_gone(client):
    assert client.get(make_video(state="withdrawn").get_absolute_url()).status_code == 410


def test_wrong_slug_leads_to_the_right_one(client):
    video = make_video()

    answer = client.get(f"/video/ten-sai-{video.pk}/")

    assert (answer.status_code, answer["Location"]) == (301, video.get_absolute_url())


def test_wrong_slug_tells_nothing_of_a_draft(client):
    assert client.get(f"/video/ten-sai-{make_video(state='draft').pk}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/video/x-0/", "/video/x-99999999999999999999/", f"/video/x-{'9' * 5000}/", "/video/x/"]
)
def test_address_of_nothing_is_not_found(client, address):
    assert client.get(address).status_code == 404


def withdraw(video, **how):
    return make_move("withdraw", video, by=make_user(is_superuser=True), note="Sai ngày quay", **how)


def test_merged_video_leads_to_the_other(client):
    video, other = make_video(), make_video()
    withdraw(video, withdrawal="merged", merged_into=other)

    answer = client.get(video.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_video_withdrawn_with_a_notice_keeps_its_page_and_leaves_the_lists(client):
    video = make_video(programme=make_programme(slug="x"))
    withdraw(video, withdrawal="with_notice")

    page = client.get(video.get_absolute_url()).content.decode()

    assert "Sai ngày quay" in page
    assert '<meta name="robots" content="noindex">' in page
    assert not any(video.get_absolute_url() in client.get(address).content.decode() for address in LISTS)

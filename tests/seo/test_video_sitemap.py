"""The sitemap tells search engines of every film what they ask for."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from portal.seo.sitemaps import IDS_A_PAGE
from tests.factories import make_image, make_video

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"


def films(client, video):
    """What stands of each film on the page of the sitemap where a video is, `{name: text}`."""
    tree = ElementTree.fromstring(client.get(f"/sitemap-video-{video.pk // IDS_A_PAGE}.xml").content)
    return [{part.tag.removeprefix(VIDEO): part.text for part in film} for film in tree.iter(f"{VIDEO}video")]


def test_film_of_our_own_is_told_with_its_file(client):
    video = make_video(title="Số & <9>", summary="Tóm tắt", file="video/a.mp4", duration=725, poster=make_image())

    [film] = films(client, video)

    assert (film["title"], film["description"], film["duration"]) == ("Số & <9>", "Tóm tắt", "725")
    assert film["content_loc"] == f"{SITE}/media/video/a.mp4"
    assert film["thumbnail_loc"] == f"{SITE}{video.poster.responsive('social').fallback}"
    assert film["publication_date"] == timezone.localtime(video.publish_at).isoformat(timespec="seconds")
    assert "player_loc" not in film


@pytest.mark.parametrize(
    ("source", "player"),
    [
        ({"youtube_id": "dQw4w9WgXcQ"}, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ({"vimeo_id": "76979871"}, "https://player.vimeo.com/video/76979871?dnt=1"),
    ],
)
def test_film_elsewhere_is_told_with_its_player(client, source, player):
    [film] = films(client, make_video(**source))

    assert film["player_loc"] == player
    assert film["thumbnail_loc"].startswith(f"{SITE}/anh-chia-se/video-")
    assert "duration" not in film


@pytest.mark.parametrize(("seconds", "told"), [(28_800, "28800"), (28_801, None)])
def test_what_the_protocol_does_not_allow_is_left_out(client, seconds, told):
    end = timezone.now() + timedelta(days=9)
    [film] = films(client, make_video(duration=seconds, summary="a" * 5000, unpublish_at=end))

    assert film.get("duration") == told
    assert len(film["description"]) == 2048
    assert film["expiration_date"] == timezone.localtime(end).isoformat(timespec="seconds")


def test_segment_without_a_film_is_an_address_alone(client):
    assert films(client, make_video(youtube_id="")) == []


@pytest.mark.parametrize(("make_poster", "queries"), [(make_image, 3), (lambda: None, 4)], ids=["poster", "card"])
def test_page_costs_the_same_however_many_films_there_are(client, django_assert_num_queries, make_poster, queries):
    video = [make_video(poster=make_poster()) for _ in range(5)][-1]

    with django_assert_num_queries(queries):  # the first id, the last, the page; for a card the names of the site
        assert len(films(client, video)) == 5

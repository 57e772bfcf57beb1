"""A programme's RSS is a podcast: what players ask for is in it."""

from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile

from tests.factories import make_image, make_programme, make_settings, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def channel(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    programme = make_programme(slug="ddk")
    make_settings()
    film = ContentFile(samples.mp4(), name="phim.mp4")
    make_video(programme=programme, file=film, duration=725, poster=make_image())
    make_video(programme=programme, youtube_id="dQw4w9WgXcQ", poster=make_image())
    return ElementTree.fromstring(client.get("/chuyen-de/ddk/rss/").content).find("channel")


def test_channel_says_who_makes_it_and_what_it_is(channel):
    assert channel.find(f"{ITUNES}author").text
    assert channel.find(f"{ITUNES}image").get("href").startswith("http")
    assert channel.find(f"{ITUNES}category").get("text") == "News"
    assert channel.find(f"{ITUNES}explicit").text == "false"
    assert channel.find("language").text == "vi"
    assert all(channel.find(name).text for name in ("title", "link", "description"))


def test_only_the_film_is_enclosed_with_its_length_and_duration(channel):
    foreign, own = channel.findall("item")

    enclosure = own.find("enclosure")
    assert (enclosure.get("type"), enclosure.get("length")) == ("video/mp4", str(len(samples.mp4())))
    assert own.find(f"{ITUNES}duration").text == "725"
    assert own.find("guid").text
    assert (foreign.find("enclosure"), foreign.find(f"{ITUNES}duration")) == (None, None)


def test_other_feeds_are_no_podcasts(client):
    make_video(duration=5)

    assert b"<itunes:" not in client.get("/video/rss/").content

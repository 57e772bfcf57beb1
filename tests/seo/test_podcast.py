"""A programme's RSS is a podcast: what players ask for is in it."""

import io
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.models import Programme
from portal.pages.models import SiteSettings
from portal.seo.page_meta import cover_address
from portal.seo.social_cards import Card, card_png
from tests.factories import make_attachment, make_image, make_programme, make_settings, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def channel(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    programme = make_programme(slug="ddk", name="Đại Đoàn kết")
    make_settings(email="mttq@example.vn")
    film = ContentFile(samples.mp4(), name="phim.mp4")
    make_video(programme=programme, file=film, duration=725, poster=make_image(), attachments=[make_attachment()])
    make_video(programme=programme, youtube_id="dQw4w9WgXcQ", poster=make_image())
    return ElementTree.fromstring(client.get("/chuyen-de/ddk/rss/").content).find("channel")


def test_channel_has_every_tag_that_apple_requires(channel):
    """https://podcasters.apple.com/support/823-podcast-requirements, and what their validator recommends."""
    category = channel.find(f"{ITUNES}category")

    assert all(channel.findtext(name) for name in ("title", "link", "description", f"{ITUNES}author"))
    assert channel.findtext("language") == "vi"
    assert (category.get("text"), category[0].get("text")) == ("News", "Politics")
    assert channel.findtext(f"{ITUNES}explicit") in {"true", "false"}
    assert channel.findtext(f"{ITUNES}type") in {"episodic", "serial"}
    assert channel.findtext(f"{ITUNES}owner/{ITUNES}email") == "mttq@example.vn"
    assert channel.findtext(f"{ITUNES}owner/{ITUNES}name") == channel.findtext(f"{ITUNES}author")


def test_cover_is_a_square_that_apple_takes(channel, client):
    answer = client.get(channel.find(f"{ITUNES}image").get("href").removeprefix("http://127.0.0.1:8000"))
    cover = Image.open(io.BytesIO(answer.content))

    assert (cover.format, cover.mode) == ("PNG", "RGB")
    assert cover.width == cover.height
    assert 1400 <= cover.width <= 3000
    assert len(answer.content) < 512 * 1024


def test_cover_of_another_name_leads_to_the_one_of_today(channel, client):
    site, programme = SiteSettings.current(), Programme.objects.get()
    old = cover_address(site, programme)
    programme.name = "Đại Đoàn kết toàn dân"
    programme.save()

    assert client.get(old)["Location"] == cover_address(site, programme)


@pytest.mark.parametrize("name", ["Ẫ", "Chuyên mục Đại Đoàn kết " * 6, "m" * 160])
def test_any_name_finds_room_on_a_cover(name):
    card = Card.cover_of(SiteSettings(), Programme(name=name))

    assert card_png(card).startswith(b"\x89PNG")


def test_channel_without_a_contact_names_no_owner(client):
    make_programme(slug="ddk")

    assert b"itunes:owner" not in client.get("/chuyen-de/ddk/rss/").content


def test_every_episode_has_what_apple_requires(channel):
    [own] = [item for item in channel.findall("item") if item.find("enclosure") is not None]

    assert own.findtext("title")
    assert own.findtext("guid")
    assert parsedate_to_datetime(own.findtext("pubDate")).tzinfo
    assert set(own.find("enclosure").keys()) == {"url", "length", "type"}
    assert len(own.findall("enclosure")) == 1


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

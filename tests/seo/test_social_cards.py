import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from portal.pages.models import SiteSettings
from portal.seo import social_cards
from portal.seo.colours import INK, MASTHEAD
from portal.seo.page_meta import card_address, card_kinds
from tests.factories import make_article, make_image, make_settings
from tests.kinds import factory_of
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def drawn(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.parametrize("kind", card_kinds().values(), ids=lambda kind: kind.name)
def test_page_without_a_picture_is_shared_with_a_card(client, kind):
    thing = factory_of(kind)(title="Hội nghị")
    kind.model.objects.update(**dict.fromkeys(filter(None, [kind.image_field])))
    [address] = head_of(client, thing.get_absolute_url()).meta["og:image"]

    card = drawn(client.get(address.removeprefix(SITE)))

    assert card.size == (1200, 630)
    assert {MASTHEAD, INK} <= {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in card.getcolors(1_000_000)}


def test_list_is_shared_with_the_card_of_the_site(client):
    make_settings(emblem=make_image())
    [address] = head_of(client, "/tin-tuc/").meta["og:image"]

    assert drawn(client.get(address.removeprefix(SITE))).size == (1200, 630)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft"},
        {"state": "in_review"},
        {"state": "withdrawn"},
        {"publish_at": timezone.now() + timedelta(days=1)},
        {"publish_at": timezone.now() - timedelta(days=2), "unpublish_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_nothing_is_drawn_of_what_is_not_out(client, fields):
    article = make_article(**fields)

    assert client.get(card_address(SiteSettings.current(), article)).status_code == 404
    assert client.get(f"/anh-chia-se/bai-viet-{article.pk}-000000000000.png").status_code == 404


def test_address_of_a_card_follows_what_it_shows(client):
    article = make_article(title="Tên cũ")
    old = card_address(SiteSettings.current(), article)
    article.title = "Tên mới"
    article.save()

    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (302, card_address(SiteSettings.current(), article))
    assert answer["Location"] != old


def test_invented_address_of_a_card_is_drawn_by_nobody(client, monkeypatch):
    monkeypatch.setattr(social_cards, "card_png", lambda card: pytest.fail("drawn"))
    article = make_article()

    assert client.get(f"/anh-chia-se/bai-viet-{article.pk}-000000000000.png").status_code == 302
    assert client.get("/anh-chia-se/000000000000.png").status_code == 302
    assert client.get("/anh-chia-se/bai-viet-99999999999999999999-000000000000.png").status_code == 404


def test_same_card_is_drawn_once(client):
    address = card_address(SiteSettings.current(), make_article(title="Chỉ một lần thôi"))
    before = social_cards._cached_png.cache_info().misses

    answers = [client.get(address) for _ in range(3)]

    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cross-Origin-Resource-Policy"] for answer in answers} == {"cross-origin"}
    assert social_cards._cached_png.cache_info().misses == before + 1


def test_reader_who_would_wait_too_long_is_told_to_come_again(client, monkeypatch):
    monkeypatch.setattr(social_cards, "DRAW_WAIT_SECONDS", 0.01)
    address = card_address(SiteSettings.current())
    with social_cards._draw_lock:
        answer = client.get(address)

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert client.get(address).status_code == 200

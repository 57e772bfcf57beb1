import pytest
from django.core.files.base import ContentFile

from portal.seo import social_cards
from portal.seo.social_cards import Card
from tests.factories import make_image, picture_bytes

NAMES = ("Ủy ban Mặt trận Tổ quốc Việt Nam", "tỉnh Sông Hồng", "")


@pytest.mark.parametrize(
    "title",
    ["Ẫ", "đại đoàn kết " * 23, "m" * 300, "Ễ Ộ ữ ₫ “” – …", "漢字 🎉", " ".join("m" * 40 for _ in range(7))],
)
def test_any_title_finds_room(title):
    font = social_cards._font(social_cards.TITLE_SIZES[-1])

    assert social_cards.card_png(Card(*NAMES, title)).startswith(b"\x89PNG")
    assert all(font.getlength(line) <= 1072 for line in social_cards._wrap(title, font, 1072))


def test_long_names_are_made_smaller_until_they_fit():
    assert social_cards.card_png(Card("Ủy ban Mặt trận " * 10, "tỉnh " * 24, "", "Tin")).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["anh/khong-co.png", ""])
def test_star_stands_for_an_emblem_that_cannot_be_read(name):
    assert social_cards._stored_emblem(name) is None
    assert social_cards.card_png(Card(*NAMES[:2], name)).startswith(b"\x89PNG")


@pytest.mark.django_db
def test_emblem_too_large_to_draw_quickly_is_not_drawn(monkeypatch):
    image = make_image(file=ContentFile(picture_bytes(300, 300), name="a.png"))
    assert social_cards._stored_emblem(image.file.name).size == (300, 300)

    monkeypatch.setattr(social_cards, "MAX_EMBLEM_PIXELS", 300 * 300 - 1)

    assert social_cards._stored_emblem(image.file.name) is None


def test_font_draws_every_letter_of_the_language():
    font = social_cards._font(64)
    box = bytes(font.getmask("\uffff"))
    letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ₫“”–…"

    assert [letter for letter in letters + letters.upper() if bytes(font.getmask(letter)) == box] == []


def test_fewer_cards_are_cached_than_there_are_articles():
    assert social_cards._cached_png.cache_info().maxsize == social_cards.MAX_CACHED_CARDS

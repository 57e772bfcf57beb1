import unicodedata

import pytest

from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_link,
    make_programme,
    make_source,
    make_tag,
    make_video,
)
from tests.kinds import show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["Đại đoàn kết", "ĐẠI ĐOÀN KẾT", "dai doan ket", "kết đoàn đại", unicodedata.normalize("NFD", "đại đoàn kết")],
)
def test_reader_finds_words_however_they_are_typed(titles, typed):
    make_article(title="Khối Đại đoàn kết toàn dân")
    make_article(title="Khối đoàn kết")

    assert titles(typed) == ["Khối Đại đoàn kết toàn dân"]


@pytest.mark.parametrize("typed", ["hòa bình", "hoà bình"])
def test_place_of_the_tone_mark_does_not_matter(titles, typed):
    make_article(title="Vì hoà bình")

    assert titles(typed) == ["Vì hoà bình"]


def test_every_word_must_occur_in_title_or_text_together(titles):
    make_article(title="Giám sát ở xã", body="<p>Có nhiều <strong>kiến</strong> nghị.</p>")
    make_article(title="Giám sát ở huyện")

    assert titles("giám sát kiến nghị") == ["Giám sát ở xã"]


@pytest.mark.parametrize("typed", ["mat", "tranto", "strong", "p"])
def test_parts_of_words_and_tags_are_not_found(titles, typed):
    make_article(title="Mattran tổ quốc", body="<p>Một <strong>hai</strong></p>")

    assert titles(typed) == []


@pytest.mark.parametrize("typed", ['"mặt trận tổ quốc"', "“mat tran to quoc”", '«mặt trận tổ» quốc"'])
def test_words_in_quotation_marks_must_stand_together(titles, typed):
    make_article(title="Ủy ban", body="<p>Mặt trận Tổ quốc Việt Nam</p>")
    make_article(title="Quốc gia", body="<p>Trận mặt tổ trận quốc</p>")

    assert titles(typed) == ["Ủy ban"]


def test_what_is_typed_without_a_space_is_a_phrase(titles):
    make_article(title="Nghị quyết liên tịch số 88/NQLT")
    make_article(title="NQLT có 88 điều")

    assert titles("88/NQLT") == ["Nghị quyết liên tịch số 88/NQLT"]


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (make_article, {"title": "Chim hoàng anh"}),
        (make_article, {"summary": "Nghe chim hoàng anh."}),
        (make_article, {"body": "<p>Nghe chim hoàng anh.</p>"}),
        (make_video, {"title": "Chim hoàng anh"}),
        (make_video, {"summary": "Nghe chim hoàng anh."}),
        (make_video, {"transcript": "Nghe chim hoàng anh."}),
        (make_programme, {"name": "Chim hoàng anh"}),
        (make_programme, {"description": "Nghe chim hoàng anh."}),
        (make_link, {"title": "Chim hoàng anh"}),
        (make_category, {"name": "Chim hoàng anh"}),
        (make_category, {"description": "Nghe chim hoàng anh."}),
        (make_tag, {"name": "Chim hoàng anh"}),
        (make_source, {"name": "Chim hoàng anh"}),
        (make_author, {"name": "Chim hoàng anh"}),
        (make_author, {"about": "Nghe chim hoàng anh."}),
        (make_link, {"url": "https://chim.vn/hoang-anh/"}),
    ],
)
def test_everything_public_is_found_in_all_it_says(titles, make, fields):
    thing = show(make(**fields))

    assert titles("chim hoàng anh") == [str(thing)]


def test_only_the_beginning_of_a_very_long_text_is_looked_in(titles, monkeypatch):
    monkeypatch.setattr("portal.search.models.MAX_TEXT_CHARACTERS", 20)

    make_article(title="Bài dài", body="<p>Chim sâu, chim sẻ và chim hoàng anh</p>")

    assert titles("chim sâu") == ["Bài dài"]
    assert titles("hoàng anh") == []

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.slugs import slugify

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại đoàn kết", "dai-doan-ket"),
        ("ĐẠI ĐOÀN KẾT", "dai-doan-ket"),
        ("Đa\u0323i đoa\u0300n kê\u0301t", "dai-doan-ket"),
        ("  Chuyện ở “làng Vũ Đại” – 50%! ", "chuyen-o-lang-vu-dai-50"),
        ("Nghị quyết 88/NQLT", "nghi-quyet-88-nqlt"),
        ("d'Artagnan & Łódź", "d-artagnan-lodz"),
        ("日本 🇻🇳 …", ""),
        ("", ""),
    ],
)
def test_title_becomes_an_address(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("max_length", "slug"),
    [
        (20, "uy-ban-mat-tran-tinh"),
        (19, "uy-ban-mat-tran"),
        (15, "uy-ban-mat-tran"),
        (14, "uy-ban-mat"),
        (1, "u"),
        (0, ""),
    ],
)
def test_long_slug_ends_with_a_whole_word(max_length, slug):
    assert slugify("Ủy ban Mặt trận tỉnh", max_length=max_length) == slug


def test_slug_has_at_most_120_characters_unless_told_otherwise():
    assert len(slugify("đ" * 500)) == 120
    assert len(slugify("kết " * 500)) == 119


@given(any_text, st.integers(0, 40))
def test_slug_of_any_text_is_fit_for_an_address(text, max_length):
    slug = slugify(text, max_length=max_length)

    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= max_length
    assert slugify(slug, max_length=max_length) == slug

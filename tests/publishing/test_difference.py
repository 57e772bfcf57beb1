"""What differs between two texts, as people read it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.models import Article
from publishing import difference
from publishing.models import Revision, TextSnapshot
from tests.factories import make_album, make_article, make_author, make_category, make_image

WORDS = st.text(alphabet="abc <>&\"'/đ.\n", max_size=40)


def body(old, new):
    (found,) = difference.between(Article(), *(TextSnapshot.of(Article(body=body)) for body in (old, new)))
    return found.html


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>Có hai trăm người dự.</p>", "<p>Có ba trăm người dự.</p>", "Có <del>hai </del><ins>ba </ins>trăm"),
        ("<p>Một</p>", "<p>Một</p><p>Hai</p>", "<p>Một</p>\n<p><ins>Hai</ins></p>"),
        ("<p>Một</p><p>Hai</p>", "<p>Hai</p>", "<p><del>Một</del></p>"),
        (
            "<p>Rất hay và đẹp</p>",
            "<p>Rất <strong>hay</strong> và đẹp</p>",
            "<del>hay </del><ins><strong>hay</strong> </ins>và",
        ),
        ("<h2>Mục cũ này</h2>", "<h2>Mục mới này</h2>", '<p class="heading">Mục <del>cũ </del><ins>mới </ins>này</p>'),
    ],
)
def test_words_are_marked_where_they_stand(old, new, shown):
    assert shown in body(old, new)


def test_pictures_and_where_links_lead_count_as_words():
    old = '<p>Xem <a href="https://a.vn/">đây</a></p><figure><img data-image="3" alt=""></figure>'
    new = '<p>Xem <a href="https://b.vn/">đây</a></p><figure><img data-image="4" alt=""></figure>'

    shown = body(old, new)

    assert "<del> [liên kết: https://a.vn/] </del><ins> [liên kết: https://b.vn/] </ins>" in shown
    assert "<ins> [ảnh: 4] </ins>" in shown


def test_paragraphs_that_are_the_same_are_left_out():
    same = "".join(f"<p>Đoạn {number}</p>" for number in range(9))

    shown = body(f"{same}<p>Cũ</p>", f"{same}<p>Mới</p>")

    assert '<p class="unchanged">… 8 đoạn không đổi …</p>' in shown
    assert "Đoạn 3" not in shown


def test_difference_of_shape_alone_is_told_in_words():
    assert "chỉ khác cách trình bày" in body("<p>Một</p>", '<p class="align-center">Một</p>')


@pytest.mark.django_db
def test_lists_and_choices_are_named_and_what_is_the_same_is_not():
    an, binh, category = make_author(name="An"), make_author(name="Bình"), make_category(name="Mới")
    article = make_article(title="Một", category=make_category(name="Cũ"), authors=[an, binh])
    before = TextSnapshot.of(article)
    article.category = category

    found = difference.between(article, before, TextSnapshot.of(article, {"authors": [binh]}))

    shown = [(one.label, one.html) for one in found]
    assert shown == [
        ("Chuyên mục", "<p><del>Cũ</del>, <ins>Mới</ins></p>"),
        ("Tác giả", "<p><del>An</del>, Bình</p>"),
    ]


@pytest.mark.django_db
def test_pictures_of_an_album_and_their_words_are_named():
    first, second = make_image(title="Bến"), make_image(title="Chợ")
    album = make_album(pictures=[first], captions={str(first.pk): "Bến sớm"})
    before, album.captions = TextSnapshot.of(album), {str(first.pk): "Bến chiều"}

    found = difference.between(album, before, TextSnapshot.of(album, {"pictures": [first, second]}))

    assert [(one.label, one.html) for one in found] == [
        ("Ảnh", "<p>Bến, <ins>Chợ</ins></p>"),
        ("Chú thích riêng trong album", "<p>Bến <del>sớm</del><ins>chiều</ins></p>"),
    ]


@pytest.mark.django_db
def test_column_that_came_later_is_no_difference():
    article = make_article()
    text = TextSnapshot.of(article)
    older = Revision(content=TextSnapshot.of(article, without={"lead_focus", "related"}).content)

    assert difference.between(article, TextSnapshot.from_revision(older, Article()), text) == []


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_text_becomes_html(old, new):
    shown = str(difference.diff_blocks(*(difference._blocks_of_lines("\n".join(lines)) for lines in (old, new))))

    assert set(re.findall(r"</?(\w*)", shown)) <= {"p", "ins", "del"}

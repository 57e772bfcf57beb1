"""What may be asked beside words."""

import pytest
from django.utils import timezone

from portal.search.query import parse_query
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["88/NQLT", "88 NQLT", "88-nqlt", "nqlt 88", "88NQLT", "088/nqlt"])
def test_numbers_and_signs_are_found_however_they_are_typed(titles, typed):
    make_article(title="Nghị quyết liên tịch số 88/NQLT"), make_article(title="Nghị quyết số 89/NQLT")

    assert titles(typed) == ["Nghị quyết liên tịch số 88/NQLT"]


@pytest.mark.parametrize("typed", ["lúa -nếp", "lua -nep", 'lúa -"lúa nếp"', "-nếp lúa", "lúa -“nếp”"])
def test_minus_leaves_out(titles, typed):
    make_article(title="Lúa nếp"), make_article(title="Lúa tẻ", body="<p>Ruộng</p>")

    assert titles(typed) == ["Lúa tẻ"]


def test_minus_with_accents_leaves_out_those_alone(titles):
    make_article(title="Lúa nếp"), make_article(title="Lúa nép")

    assert titles("lúa -nếp") == ["Lúa nép"]


@pytest.mark.parametrize("typed", ["giai đoạn 2020 -2025", "tu 2020 - 2025", "mặt-trận", "- nếp"])
def test_other_dashes_leave_out_nothing(typed):
    assert parse_query(typed).unwanted == ()


def test_only_what_is_not_wanted_is_no_question(client):
    assert client.get("/tim-kiem/?q=-lúa").context["found"] is None


def test_text_with_most_of_the_words_is_found_when_none_has_all(client):
    make_article(title="Cây lúa nước", publish_at=timezone.now()), make_article(title="Cây lúa")
    make_article(title="Cây đa")

    answer = client.get("/tim-kiem/?q=cây+lúa+nước+mặn")

    assert [result.entry.title for result in answer.context["found"].results] == ["Cây lúa nước"]
    assert "Không có nội dung nào chứa đủ mọi từ. Dưới đây là 1 nội dung" in answer.content.decode()


@pytest.mark.parametrize("typed", ["cây lúa đa nước", "cây lúa đa bưởi", "lúa xanh đa vàng cây"])
def test_any_of_the_words_may_be_missing_down_to_half_of_them(titles, typed):
    make_article(title="Cây lúa"), make_article(title="Lúa, cây, nước")
    make_article(title="Đa nước"), make_article(title="Cây"), make_article(title="Xanh vàng")

    expected = {"cây lúa đa nước": ["Lúa, cây, nước"], "cây lúa đa bưởi": ["Lúa, cây, nước", "Cây lúa"]}
    assert titles(typed) == expected.get(typed, ["Xanh vàng", "Lúa, cây, nước", "Cây lúa"])


def test_what_has_most_of_the_words_is_paged_like_the_rest(client):
    for number in range(30):
        make_article(title=f"Cây lúa {number}")
    first = client.get("/tim-kiem/?q=cây+lúa+nước").context["found"]

    second = client.get(f"/tim-kiem/?q=cây+lúa+nước&truoc={first.next_cursor}").context["found"]

    assert (len(first.results), len(second.results), second.next_cursor, second.is_partial) == (20, 10, "", True)


def test_question_is_cut_before_anything_looks_at_it(client):
    make_article(title="Lúa")

    answer = client.get("/tim-kiem/", {"q": "lúa " + "x" * 10_000})

    assert len(answer.context["form"].cleaned_data["q"]) == 200

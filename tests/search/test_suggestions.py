import pytest
from django.db import connection

from tests.factories import make_article, make_programme, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(client):
    """The titles offered to who has typed so far."""
    return lambda typed: [one["title"] for one in client.get("/tim-kiem/goi-y/", {"q": typed}).json()["suggestions"]]


@pytest.mark.parametrize("typed", ["dai doan k", "Đại đoàn kế", "dai doan ket", "đại đ", "doan da", "ĐẠI ĐO"])
def test_titles_are_offered_whose_words_begin_so(offered, typed):
    make_article(title="Đài hoa"), make_article(title="Khối Đại đoàn kết")

    assert offered(typed)[0] == "Khối Đại đoàn kết"


def test_complete_word_is_no_beginning(offered):
    make_article(title="Lúa chín"), make_article(title="Luân phiên")

    assert offered("lua ") == ["Lúa chín"]
    assert set(offered("lua")) == {"Lúa chín", "Luân phiên"}


def test_names_of_things_come_first_then_words_that_stand_together(offered):
    make_programme(name="Cây lúa nước")
    make_article(title="Lúa nước mặn", tags=[make_tag(name="Lúa nước")]), make_article(title="Lúa và nước")

    found = offered("lúa nư")

    assert set(found[:2]) == {"Lúa nước", "Cây lúa nước"}
    assert found[2:] == ["Lúa nước mặn", "Lúa và nước"]


def test_names_leave_room_for_texts(offered):
    for number in range(10):
        make_article(title=f"Ruộng lúa {number}", tags=[make_tag(name=f"Lúa {number}")])

    found = offered("lua")

    assert [title.startswith("Ruộng") for title in found] == [False] * 4 + [True] * 4


def test_offer_says_where_it_leads_and_what_it_is(client):
    tag = make_tag(name="Lúa nước")
    make_article(tags=[tag])

    answer = client.get("/tim-kiem/goi-y/?q=lua")

    assert answer.json() == {"suggestions": [{"title": "Lúa nước", "address": tag.get_absolute_url(), "kind": "Thẻ"}]}
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert not answer.cookies


def test_what_is_not_out_is_not_offered(offered):
    make_article(title="Lúa nước", state="draft")

    assert offered("lua nuoc") == []


@pytest.mark.parametrize("typed", ["", " ", "l", "!?", "x" * 10_000, "lúa " * 500, "\x00", "lúa*:(", '"', "😀", "88"])
def test_anything_typed_gets_an_answer(offered, typed):
    make_article(title="Bàn ghế")

    assert offered(typed) == []


def test_offers_cost_two_queries(client, django_assert_num_queries):
    for number in range(12):
        make_article(title=f"Lúa {number}")

    with django_assert_num_queries(
        2 if connection.vendor == "sqlite" else 5
    ):  # a transaction's begin, end and settings
        client.get("/tim-kiem/goi-y/?q=lua")

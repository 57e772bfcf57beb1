"""What readers get at the address of a static page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_page

pytestmark = pytest.mark.django_db


def test_reader_finds_a_page_at_the_slugs_from_the_top(client):
    about = make_page(title="Giới thiệu")
    page = make_page(title="Cơ cấu tổ chức", parent=about, body="<p>Ủy ban có bốn ban.</p>")

    answer = client.get("/trang/gioi-thieu/co-cau-to-chuc/")

    assert answer.context["page"] == page
    assert "Ủy ban có bốn ban." in answer.text[answer.text.index("<article") : answer.text.index("</article>")]


def test_page_names_what_is_above_and_below_it_in_order(client):
    top = make_page(title="Giới thiệu")
    page = make_page(title="Tổ chức", parent=top)
    last, first = make_page(parent=page, order=2), make_page(parent=page, order=1)
    make_page(parent=page, state="draft"), make_page(parent=first)

    answer = client.get(page.get_absolute_url())

    assert list(answer.context["ancestors"]) == [top]
    assert list(answer.context["children"]) == [first, last]


def test_page_does_not_name_one_above_it_that_is_not_out(client):
    page = make_page(parent=make_page(title="Chim hoàng anh", slug="kin", state="draft"))

    assert "hoàng anh" not in client.get(page.get_absolute_url()).text


@pytest.mark.parametrize(
    "path", ["", "khong-co/", "a//b/", "%00/", "a/%00/", "A/", "a/../b/", "đ/", "a" * 9000 + "/", "-/-/"]
)
def test_strange_address_is_not_found(client, path):
    make_page(slug="a")

    assert client.get(f"/trang/{path}").status_code == 404


def test_page_asks_as_many_queries_with_twenty_below_as_with_one(client, django_assert_num_queries):
    page = make_page(parent=make_page(parent=make_page()))
    make_page(parent=page)
    with CaptureQueriesContext(connection) as few:
        client.get(page.get_absolute_url())
    for _ in range(20):
        make_page(parent=page)

    with django_assert_num_queries(len(few)):
        client.get(page.get_absolute_url())


def test_reading_a_page_is_counted(door):
    page = make_page()

    door.get(page.get_absolute_url())

    assert "Số lần được xem: 2" in " ".join(door.get(page.get_absolute_url()).text.split())

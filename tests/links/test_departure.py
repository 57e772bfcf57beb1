"""The list of links to choose from, and where choosing leads."""

import pytest
from django.template import Context, Template

from tests.factories import make_link, make_link_group

pytestmark = pytest.mark.django_db

DEPARTURE = "/lien-ket/di/"
BLOCK = Template("{% load chrome %}{% link_directory groups=groups %}")


def test_choice_leads_to_the_chosen_link(client):
    link = make_link(url="https://mattran.org.vn/?a=1&b='2'")

    page = client.get(DEPARTURE, {"den": link.pk}).text

    address = "https://mattran.org.vn/?a=1&amp;b=&#x27;2&#x27;"
    assert f'<meta http-equiv="refresh" content="0; url={address}">' in page
    assert f'<a href="{address}" rel="external noopener">' in page


def test_departure_is_kept_from_search_engines(client):
    assert 'content="noindex"' in client.get(DEPARTURE, {"den": make_link().pk}).text


@pytest.mark.parametrize(
    "choice",
    ["", "0", "-1", "x", "1e3", "9" * 30, "9" * 5000, "\x00", "https://example.vn/", "//example.vn", "1 OR 1=1"],
)
def test_choice_outside_the_directory_is_not_found(client, choice):
    make_link()

    assert client.get(DEPARTURE, {"den": choice}).status_code == 404


def test_hidden_link_is_not_found(client):
    link = make_link(is_active=False)

    assert client.get(DEPARTURE, {"den": link.pk}).status_code == 404


def test_address_in_the_query_leads_nowhere(client):
    link = make_link()

    page = client.get(DEPARTURE, {"den": link.pk, "url": "https://la.example/", "next": "https://la.example/"}).text

    assert "url=https://la.example" not in page


def test_list_names_every_active_link_in_its_group(client):
    group = make_link_group(name="Báo chí")
    make_link(title="Báo Đại Đoàn Kết", group=group), make_link(title="Đã đóng", group=group, is_active=False)

    block = " ".join(BLOCK.render(Context()).split())

    assert '<optgroup label="Báo chí"> <option' in block
    assert "Báo Đại Đoàn Kết</option>" in block
    assert "Đã đóng" not in block


def test_groups_stand_beneath_only_where_they_are_asked_for():
    link = make_link()

    blocks = [BLOCK.render(Context({"groups": groups})) for groups in (False, True)]

    assert [link.url in block for block in blocks] == [False, True]


def test_block_asks_one_query_whatever_the_number_of_links(django_assert_num_queries):
    for _ in range(20):
        make_link()

    with django_assert_num_queries(1):
        BLOCK.render(Context({"groups": True}))


def test_empty_directory_has_no_block():
    assert BLOCK.render(Context()).strip() == ""

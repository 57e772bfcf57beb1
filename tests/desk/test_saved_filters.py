"""A view of a list kept under a name, by each person for themselves."""

import pytest

from publishing.models import SavedFilter
from publishing.saved_filters import MAX_SAVED
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LIST, FILTERS = "/admin/news/article/", "/admin/news/article/bo-loc/"


def save(client, name="Hôm qua", query="ngay=hom-qua"):
    return client.post(FILTERS, {"name": name, "query": query})


def test_view_is_kept_under_a_name_as_a_link_above_the_list(client, me):
    make_article()
    assert (
        'name="query" value="ngay=hom-qua&amp;trang-thai=draft"'
        in client.get(f"{LIST}?ngay=hom-qua&trang-thai=draft").text
    )

    answer = save(client)

    assert answer.headers["Location"] == f"{LIST}?ngay=hom-qua"
    assert '<a href="?ngay=hom-qua">Hôm qua</a>' in client.get(LIST).text
    assert 'aria-current="true">Hôm qua</a>' in client.get(f"{LIST}?ngay=hom-qua").text
    assert "Hôm qua</a>\n              <form" not in client.get("/admin/media_library/video/").text


def test_same_name_is_the_same_filter_and_another_person_has_none_of_it(client, me, other):
    save(client)
    save(client, query="anh=chua")
    save(other, query="trang-thai=draft")

    assert list(SavedFilter.objects.values_list("query", flat=True)) == ["anh=chua", "trang-thai=draft"]
    assert '<a href="?trang-thai=draft">Hôm qua</a>' not in client.get(LIST).text


def test_own_filter_is_forgotten_and_nobody_elses(client, me, other):
    save(client), save(other)
    mine, theirs = SavedFilter.objects.all()

    client.post(FILTERS, {"delete": theirs.pk})
    client.post(FILTERS, {"delete": mine.pk})

    assert list(SavedFilter.objects.all()) == [theirs]


def test_page_and_pop_up_are_not_part_of_it(client, me):
    save(client, query="ngay=hom-qua&p=3&_popup=1&e=1")

    assert SavedFilter.objects.get().query == "ngay=hom-qua"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "", "query": "a=b"},
        {"name": "x", "query": ""},
        {"name": "x", "query": "p=2"},
        {"name": "x" * 61, "query": "a=b"},
        {"name": "x", "query": "a=" + "b" * 2000},
        {"name": "\x00", "query": "a=\x00"},
        {"delete": "\x00"},
        {"delete": "9" * 40},
    ],
)
def test_forged_form_keeps_nothing(client, me, sent):
    assert client.post(FILTERS, sent).status_code == 302
    assert not SavedFilter.objects.exists()


def test_filters_are_few(client, me):
    for number in range(MAX_SAVED + 1):
        save(client, name=str(number))

    assert SavedFilter.objects.count() == MAX_SAVED


def test_who_may_not_see_the_list_keeps_none_of_it(client, sign_in):
    sign_in("Quản trị")

    assert save(client).status_code == 403
    assert client.get(FILTERS).status_code == 405

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.traffic.pages import Page, Renders
from traffic import staff
from traffic.edition import Edition
from traffic.statistics import set_base
from traffic.store import KeptPage, PageStore


@pytest.fixture(autouse=True)
def nothing_made():
    Renders.count, Renders.during = 0, staticmethod(lambda: None)


def test_kept_page_asks_neither_django_nor_the_database(door):
    first = door.get("/made/plainly/")

    with CaptureQueriesContext(connection) as queries:
        second = door.get("/made/plainly/")

    assert Renders.count == 1
    assert len(queries) == 0
    assert sorted(second.headers.items()) == sorted(first.headers.items())
    assert "Set-Cookie" not in second.headers
    assert "Cookie" not in second.headers.get("Vary", "")


@pytest.mark.parametrize("how", ["session", "csrf", "cookie", "private", "missing"])
def test_page_that_is_not_for_everybody_is_not_kept(door, how):
    door.get(f"/made/{how}/"), door.get(f"/made/{how}/")

    assert Renders.count == 2


def test_page_with_a_free_parameter_is_not_kept(door):
    door.get("/unkept/"), door.get("/unkept/")

    assert Renders.count == 2


@pytest.mark.parametrize("query", ["utm_source=zalo", "fbclid=x", "x=1&y=2", "n", "%00=%ff"])
def test_unknown_names_in_the_query_are_ignored(door, query):
    door.get("/made/plainly/")

    door.get(f"/made/plainly/?{query}")

    assert Renders.count == (2 if query == "n" else 1)


def test_names_the_page_depends_on_tell_pages_apart(door):
    assert [door.get(f"/made/plainly/?n={n}").text for n in "ab"] == ["1 a", "2 b"]
    assert door.get("/made/plainly/?fbclid=x&n=a").text == "1 a"


def test_staff_pass_by_and_their_answer_is_kept_nowhere(door):
    door.get("/made/plainly/")

    answer = door.get("/made/plainly/", cookie=f"staff={staff.SIGNER.sign('3')}")

    assert answer.text == "2 "
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert door.get("/made/plainly/").text == "1 "


def test_page_without_numbers_is_not_sent_twice(door):
    answer = door.get("/made/plainly/")

    again = door.get("/made/plainly/", if_none_match=answer.headers["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert door.get("/made/plainly/", if_none_match='"other"').status == 200


def test_page_with_numbers_is_asked_for_anew(door):
    set_base(Page(7), 5)

    assert "ETag" not in door.get("/page/7/").headers


def kept(text=b"x", things=()):
    edition = Edition(generation=0, ends_at=1e12)
    moments = {"stale_at": 1e12, "gone_at": 1e12, "rendered_at": 0}
    return KeptPage("200 OK", [], [text], list(things), None, is_page=True, edition=edition, **moments)


def test_store_holds_so_many_bytes_and_drops_what_was_used_longest_ago():
    store = PageStore(4 * kept(b"x" * 1000).weight)

    for number in range(3):
        store.put((f"/{number}", ()), kept(b"x" * 1000))
    store.get(("/0", ()))
    store.put(("/3", ()), kept(b"x" * 1000))

    assert [bool(store.get((f"/{number}", ()))) for number in range(4)] == [True, False, True, True]
    assert len(store) == 3


def test_addresses_with_a_query_cannot_drive_the_others_out():
    store = PageStore(40 * kept().weight)
    store.put(("/", ()), kept())

    for number in range(1000):
        store.put(("/", (("n", str(number)),)), kept())

    assert store.get(("/", ()))
    assert len(store) <= 11

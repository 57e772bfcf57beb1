import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.traffic.urls import Page, RenderCounter
from traffic import staff
from traffic.edition import Edition
from traffic.page_store import CachedPage, PageStore
from traffic.statistics import set_base


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count, RenderCounter.during = 0, staticmethod(lambda: None)


def test_cached_page_asks_neither_django_nor_the_database(door):
    first = door.get("/made/plainly/")

    with CaptureQueriesContext(connection) as queries:
        second = door.get("/made/plainly/")

    assert RenderCounter.count == 1
    assert len(queries) == 0
    assert sorted(second.headers.items()) == sorted(first.headers.items())
    assert "Set-Cookie" not in second.headers
    assert "Cookie" not in second.headers.get("Vary", "")


@pytest.mark.parametrize("how", ["session", "csrf", "cookie", "private", "unstored", "varying", "missing"])
def test_page_that_is_not_for_everybody_is_not_cached(door, how):
    door.get(f"/made/{how}/"), door.get(f"/made/{how}/")

    assert RenderCounter.count == 2


def test_page_with_a_free_parameter_is_not_cached(door):
    door.get("/uncached/"), door.get("/uncached/")

    assert RenderCounter.count == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "asks_for_a_token"), [("/made/plainly/", True), ("/uncached/", False)])
def test_page_for_readers_takes_no_other_method(settings, path, asks_for_a_token):
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "tests.traffic.urls", ["testserver"]

    assert Client(enforce_csrf_checks=asks_for_a_token).post(path).status_code == 405


@pytest.mark.parametrize("query", ["utm_source=zalo", "fbclid=x", "x=1&y=2", "n", "%00=%ff"])
def test_unknown_names_in_the_query_are_ignored(door, query):
    door.get("/made/plainly/")

    door.get(f"/made/plainly/?{query}")

    assert RenderCounter.count == (2 if query == "n" else 1)


def test_names_the_page_depends_on_tell_pages_apart(door):
    assert [door.get(f"/made/plainly/?n={n}").text for n in "ab"] == ["1 a", "2 b"]
    assert door.get("/made/plainly/?fbclid=x&n=a").text == "1 a"


def test_staff_pass_by_and_their_answer_is_cached_nowhere(door):
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


def cached_page(text=b"x", things=()):
    edition = Edition(generation=0, ends_at=1e12)
    moments = {"stale_at": 1e12, "gone_at": 1e12, "rendered_at": 0}
    return CachedPage("200 OK", [], [text], list(things), None, is_page=True, edition=edition, **moments)


def test_store_holds_so_many_bytes_and_drops_what_was_used_longest_ago():
    store = PageStore(4 * cached_page(b"x" * 1000).memory_bytes)

    for number in range(3):
        store.put((f"/{number}", ()), cached_page(b"x" * 1000))
    store.get(("/0", ()))
    store.put(("/3", ()), cached_page(b"x" * 1000))

    assert [bool(store.get((f"/{number}", ()))) for number in range(4)] == [True, False, True, True]
    assert len(store) == 3


def test_addresses_with_a_query_cannot_drive_the_others_out():
    store = PageStore(40 * cached_page().memory_bytes)
    store.put(("/", ()), cached_page())

    for number in range(1000):
        store.put(("/", (("n", str(number)),)), cached_page())

    assert store.get(("/", ()))
    assert len(store) <= 11

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from portal.search.models import Asked
from portal.search.query import parse_query
from portal.search.query_log import MAX_WAITING_QUERIES, query_counter
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waiting():
    query_counter.__init__()


def asked(lists="most_asked"):
    query_counter.write()
    return [(row["shown"], row["asked"]) for row in getattr(Asked.objects.recent(), lists)()]


def test_searches_are_counted_however_they_are_typed(client):
    make_article(title="Lúa nước")

    for typed in ("Lúa nước", "lua nuoc", " LÚA  NƯỚC ", "mì"):
        client.get("/tim-kiem/", {"q": typed})

    assert asked() == [("lúa nước", 3), ("mì", 1)]
    assert asked("without_results") == [("mì", 1)]


@pytest.mark.parametrize(
    "typed", ["0912345678", "gọi 091 234 56 78", "lan@tinh.vn", "001 082 012 345", " ".join("abcdefghijklm"), "?!", ""]
)
def test_what_may_be_personal_is_not_counted(client, typed):
    client.get("/tim-kiem/", {"q": typed})

    assert asked() == []


def test_only_readers_and_first_pages_count(client):
    for number in range(21):
        make_article(title=f"Lúa {number}")
    next_cursor = client.get("/tim-kiem/?q=lúa", HTTP_USER_AGENT="Googlebot/2.1").context["found"].next_cursor

    client.get(f"/tim-kiem/?q=lúa&truoc={next_cursor}")

    assert asked() == []


def test_search_writes_nothing(client):
    def refuse(run, sql, *arguments):
        assert not sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")), sql
        return run(sql, *arguments)

    with connection.execute_wrapper(refuse):
        assert client.get("/tim-kiem/?q=lúa").status_code == 200


def test_counts_add_up_and_old_ones_go():
    today = timezone.localdate()
    for age in (1, 29, 30):
        Asked.objects.create(day=today - timedelta(days=age), words="lua", typed="lúa", times=2, times_in_vain=0)

    query_counter.count(parse_query("lua"), "lua", without_results=True)

    assert asked() == [("lúa", 5)]
    assert Asked.objects.count() == 3


def test_nothing_is_lost_while_the_database_fails():
    def fail(*arguments):
        raise OperationalError("gone")

    query_counter.count(parse_query("lúa"), "lúa", without_results=False)
    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        query_counter.write()
    query_counter.count(parse_query("mì"), "mì", without_results=False)

    assert sorted(asked()) == [("lúa", 1), ("mì", 1)]


def test_memory_and_table_are_bounded(monkeypatch):
    monkeypatch.setattr("portal.search.query_log.MAX_QUERIES_A_DAY", 1)
    for number in range(MAX_WAITING_QUERIES + 50):
        query_counter.count(parse_query(f"từ {number}"), f"từ {number}", without_results=False)
    assert len(query_counter._counts) == MAX_WAITING_QUERIES
    query_counter.__init__()
    for typed in ("lúa", "mì", "lúa"):
        query_counter.count(parse_query(typed), typed, without_results=False)
        query_counter.write()

    assert asked() == [("lúa", 2)]


def test_housekeeper_takes_them_to_the_table(door):
    door.get("/tim-kiem/?q=lúa")

    door.turn()

    assert Asked.objects.get().typed == "lúa"


def test_staff_see_what_is_looked_for(client):
    client.force_login(make_user("search.view_asked"))
    query_counter.count(parse_query("lúa mới"), "lúa mới", without_results=True)
    query_counter.write()

    page = client.get("/admin/search/asked/").content.decode()

    assert page.count("lúa mới</a>") == 2
    assert "/tim-kiem/?q=l%C3%BAa%20m%E1%BB%9Bi" in page

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from portal.search.asking import MOST_WAITING, waiting
from portal.search.models import Asked
from portal.search.question import read_question
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waiting():
    waiting.__init__()


def asked(lists="most_asked"):
    waiting.write()
    return [(row["shown"], row["asked"]) for row in getattr(Asked.objects.lately(), lists)()]


def test_searches_are_counted_however_they_are_typed(client):
    make_article(title="Lúa nước")

    for typed in ("Lúa nước", "lua nuoc", " LÚA  NƯỚC ", "mì"):
        client.get("/tim-kiem/", {"q": typed})

    assert asked() == [("lúa nước", 3), ("mì", 1)]
    assert asked("in_vain") == [("mì", 1)]


@pytest.mark.parametrize(
    "typed", ["0912345678", "gọi 091 234 56 78", "lan@tinh.vn", "001 082 012 345", " ".join("abcdefghijklm"), "?!", ""]
)
def test_what_may_be_personal_is_not_counted(client, typed):
    client.get("/tim-kiem/", {"q": typed})

    assert asked() == []


def test_only_readers_and_first_pages_count(client):
    for number in range(21):
        make_article(title=f"Lúa {number}")
    more = client.get("/tim-kiem/?q=lúa", HTTP_USER_AGENT="Googlebot/2.1").context["found"].more

    client.get(f"/tim-kiem/?q=lúa&truoc={more}")

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

    waiting.count(read_question("lua"), "lua", in_vain=True)

    assert asked() == [("lúa", 5)]
    assert Asked.objects.count() == 3


def test_nothing_is_lost_while_the_database_fails():
    def fail(*arguments):
        raise OperationalError("gone")

    waiting.count(read_question("lúa"), "lúa", in_vain=False)
    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        waiting.write()
    waiting.count(read_question("mì"), "mì", in_vain=False)

    assert sorted(asked()) == [("lúa", 1), ("mì", 1)]


def test_memory_and_table_are_bounded(monkeypatch):
    monkeypatch.setattr("portal.search.asking.MOST_A_DAY", 1)
    for number in range(MOST_WAITING + 50):
        waiting.count(read_question(f"từ {number}"), f"từ {number}", in_vain=False)
    assert len(waiting._counts) == MOST_WAITING
    waiting.__init__()
    for typed in ("lúa", "mì", "lúa"):
        waiting.count(read_question(typed), typed, in_vain=False)
        waiting.write()

    assert asked() == [("lúa", 2)]


def test_housekeeper_takes_them_to_the_table(door):
    door.get("/tim-kiem/?q=lúa")

    door.turn()

    assert Asked.objects.get().typed == "lúa"


def test_staff_see_what_is_looked_for(client):
    client.force_login(make_user("search.view_asked"))
    waiting.count(read_question("lúa mới"), "lúa mới", in_vain=True)
    waiting.write()

    page = client.get("/admin/search/asked/").content.decode()

    assert page.count("lúa mới</a>") == 2
    assert "/tim-kiem/?q=l%C3%BAa%20m%E1%BB%9Bi" in page

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from portal.search.fulltext import Scope, time_windows
from portal.search.models import Entry
from portal.search.sort_keys import MIN_KEY, first_key_on, last_key_on
from tests.factories import make_link, make_video

pytestmark = pytest.mark.django_db


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.sqlite
def test_triggers_outlive_every_migration():
    names = asked("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_entry' ORDER BY name")

    assert names == [("search_entry_forgotten",), ("search_entry_indexed",)]


@pytest.mark.sqlite
def test_words_live_in_the_index_alone_and_go_with_their_entry():
    make_video(), make_link()
    assert set(Entry.objects.values_list("tokens", flat=True)) == {""}
    assert asked("SELECT count(*) FROM search_words") == [(2,)]

    Entry.objects.all().delete()

    assert asked("SELECT count(*) FROM search_words") == [(0,)]


@pytest.mark.postgresql
def test_index_is_there_and_takes_words_at_once():
    (definition,) = asked("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_entry_tokens'")

    assert "USING gin (tokens) WITH (fastupdate=off)" in definition[0]


def test_rungs_leave_nothing_out_between_them():
    windows = list(time_windows(first_key_on(date(2018, 3, 15)), last_key_on(date(2020, 1, 31))))

    assert [low for _, low, _ in windows[:-1]] == [high + 1 for _, _, high in windows[1:]]
    assert (windows[-1][1], windows[0][2]) == (first_key_on(date(2018, 3, 15)), last_key_on(date(2020, 1, 31)))
    months = [months for months, _, _ in windows]
    assert months[0] == ("@202001", "@201912")
    assert (months[1][0], months[1][-1], months[2][0], months[2][-1]) == ("@201911", "@201901", "@201812", "@201803")


def test_rungs_end_with_what_has_no_date_and_no_month():
    (months, low, _) = list(time_windows(MIN_KEY, Scope.of(timezone.now()).high))[-1]

    assert (months, low) == ((), MIN_KEY)

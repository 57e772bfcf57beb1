"""The key of an entry: the newest first as far as it reaches, and the same for what was stored before."""

from datetime import date

import pytest

from portal.search.fulltext import Scope
from portal.search.query import parse_query
from portal.search.results import find
from portal.search.sort_keys import UNDATED, sort_key_of
from tests.factories import make_article
from tests.search.test_filters import local

pytestmark = pytest.mark.django_db


def found_in(year, **days):
    page = find(parse_query("lúa"), Scope.of(local(year, 1, 1), **days))
    return [result.entry.title for result in page.results]


def make_articles(*years):
    for year in years:
        make_article(title=f"Lúa {year}", publish_at=local(year, 3, 1))


def test_what_is_dated_after_2037_is_found_in_its_order():
    make_articles(2105, 2040, 2037, 2039)

    assert found_in(2106) == ["Lúa 2105", "Lúa 2040", "Lúa 2039", "Lúa 2037"]


def test_reader_chooses_days_after_2037():
    make_articles(2040, 2039, 2037)

    assert found_in(2041, first=date(2040, 2, 29), last=date(2040, 3, 1)) == ["Lúa 2040"]


@pytest.mark.parametrize(
    "days", [{}, {"first": date(2150, 1, 1)}, {"last": date(2250, 1, 1)}], ids=["any day", "first day", "last day"]
)
def test_what_is_dated_after_the_last_key_is_found_before_all_else(days):
    make_articles(2107, 2200, 2105)

    assert found_in(2300, **days)[:2] == ["Lúa 2200", "Lúa 2107"]


@pytest.mark.parametrize(
    ("moment", "key"),
    [
        (UNDATED, -4611686017622081485),
        (local(1950, 1, 1), -1355450446126251981),
        (local(2026, 11, 30), 3856819644077703219),
    ],
    ids=["undated", "before 1970", "after 1970"],
)
def test_key_is_the_one_that_older_releases_have_stored(moment, key):
    assert sort_key_of(6, 51, moment) == key

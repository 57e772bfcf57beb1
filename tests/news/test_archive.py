from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from news import archive
from news.archive import Period
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def at(*numbers, **fields):
    return make_article(publish_at=datetime(*numbers, tzinfo=timezone.get_default_timezone()), **fields)


def listed(client, address):
    return client.get(address).context["page"].things


def test_reader_finds_the_articles_of_a_local_year_month_and_day(client):
    first = at(2025, 1, 1, 0, 0)
    last = at(2025, 12, 31, 23, 59)
    at(2024, 12, 31, 23, 59), at(2026, 1, 1, 0, 0)
    evening, morning = at(2025, 3, 5, 23, 59), at(2025, 3, 5, 0, 0)

    assert listed(client, "/tin-tuc/2025/") == [last, evening, morning, first]
    assert listed(client, "/tin-tuc/2025/12/") == [last]
    assert listed(client, "/tin-tuc/2025/03/05/") == [evening, morning]


@pytest.mark.parametrize(
    "address",
    "2025/13/ 2025/00/ 2025/3/ 2025/003/ 2025/02/30/ 2025/03/00/ 2025/03/32/ 2025/03/5/ 0000/ 0001/ 9999/ 9999/12/31/ "
    "205/ 20255/ x/ ２０２５/ 2025/03/05/1/ 2024/ 2025/04/ 2025/03/06/".split(),
)
def test_nonsense_and_empty_dates_are_not_found(client, address):
    at(2025, 3, 5)

    assert client.get(f"/tin-tuc/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/tin-tuc/2025/", "/tin-tuc/2025/03/", "/tin-tuc/2025/03/05/"])
def test_archive_shows_what_is_out_alone(client, address):
    at(2025, 3, 5)
    at(2025, 3, 5, title="Chim hoàng anh", state="draft")
    at(2025, 3, 6, state="withdrawn")

    page = client.get(address)

    assert "hoàng anh" not in page.content.decode()
    assert "/tin-tuc/2025/03/06/" not in page.content.decode()


def test_long_period_is_walked_to_its_end(client):
    made = [at(2025, 3, 5, 8, minute) for minute in range(25)]
    at(2025, 3, 4), at(2025, 3, 6)

    first = client.get("/tin-tuc/2025/03/05/").context["page"]
    second = client.get("/tin-tuc/2025/03/05/" + first.older).context["page"]

    assert [*first.things, *second.things] == made[::-1]


def test_year_counts_its_months(client, monkeypatch):
    monkeypatch.setattr(archive, "MAX_COUNTED_ARTICLES", 2)
    at(2025, 1, 31, 23, 30), at(2025, 3, 1), at(2025, 3, 2), at(2025, 11, 1), at(2025, 11, 2), at(2025, 11, 3)

    months = client.get("/tin-tuc/2025/").context["months"]

    assert months == [(Period(2025, 1), 1, False), (Period(2025, 3), 2, False), (Period(2025, 11), 2, True)]


def test_page_leads_to_the_nearest_periods_that_hold_something(client):
    for numbers in ((2019, 5, 1), (2025, 1, 30), (2025, 3, 5), (2025, 6, 1)):
        at(*numbers)

    page = client.get("/tin-tuc/2025/03/").context

    assert (page["earlier"], page["later"]) == (Period(2025, 1), Period(2025, 6))
    assert client.get("/tin-tuc/2025/03/05/").context["earlier"] == Period(2025, 1, 30)
    assert client.get("/tin-tuc/2025/").context["earlier"] == Period(2019)
    assert client.get("/tin-tuc/2025/").context["later"] is None


class Tables(HTMLParser):
    """The cells of the page's tables as (tag, scope, text), each with the links in it."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.links = [], []
        self.feed(page[page.index("<table") : page.index("</table>")])

    def handle_starttag(self, tag, attrs):
        if tag in {"td", "th", "caption"}:
            self.cells.append([tag, dict(attrs).get("scope"), ""])
        elif tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        if self.cells and not data.isspace():
            self.cells[-1][2] += data


def test_calendar_begins_on_monday_and_links_the_days_that_hold_something(client):
    at(2025, 3, 5), at(2025, 3, 31, 23, 0)

    table = Tables(client.get("/tin-tuc/2025/03/").content.decode())

    assert table.cells[0] == ["caption", None, "Tháng 3/2025"]
    assert table.cells[1] == ["th", "col", "T2"]
    assert [cell[2] for cell in table.cells[8:16]] == ["", "", "", "", "", "1", "2", "3"]
    assert table.links == ["/tin-tuc/2025/03/05/", "/tin-tuc/2025/03/31/"]

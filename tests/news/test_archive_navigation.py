"""Ways into the archive and round in it, and what they cost."""

from datetime import datetime

import pytest
from django.utils import timezone

from news.archive import Period
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def at(*numbers, **fields):
    return make_article(publish_at=datetime(*numbers, tzinfo=timezone.get_default_timezone()), **fields)


def test_latest_page_leads_to_the_years_that_hold_something(client):
    at(2006, 12, 31, 23, 0), at(2019, 1, 1), at(2025, 1, 1)

    page = client.get("/tin-tuc/")

    assert page.context["years"] == [Period(2025), Period(2019), Period(2006)]
    assert 'href="/tin-tuc/2006/"' in page.content.decode()


def test_dates_before_all_reason_do_not_harm_the_archive(client):
    at(1850, 1, 1), at(2025, 1, 1)

    assert client.get("/tin-tuc/").context["years"] == [Period(2025)]
    assert client.get("/tin-tuc/2025/").context["earlier"] is None


def test_empty_site_has_no_archive(client):
    page = client.get("/tin-tuc/")

    assert page.context["years"] == []
    assert "Lưu trữ" not in page.content.decode()


def test_page_of_a_day_names_the_day_and_leads_up_to_month_and_year(client):
    at(2025, 3, 5)

    page = client.get("/tin-tuc/2025/03/05/").content.decode()

    assert "Thứ Tư, ngày 5 tháng 3 năm 2025" in page
    assert '<a href="/tin-tuc/2025/">Năm 2025</a>' in page
    assert '<a href="/tin-tuc/2025/03/">Tháng 3/2025</a>' in page
    assert 'href="/tin-tuc/2025/03/05/" aria-current="date"' in page


@pytest.mark.parametrize("address", ["/tin-tuc/2025/", "/tin-tuc/2025/03/", "/tin-tuc/2025/03/05/", "/tin-tuc/"])
def test_archive_costs_the_same_however_much_it_holds(client, django_assert_max_num_queries, address):
    for month in range(1, 13):
        at(2025, month, 5)
    for hour in range(22):
        at(2025, 3, 5, hour)

    with django_assert_max_num_queries(13):
        assert client.get(address).status_code == 200

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_programme, make_video

pytestmark = pytest.mark.django_db


def beside(client, video):
    context = client.get(video.get_absolute_url()).context
    return context["newer"], context["older"]


def test_segment_leads_to_the_months_before_and_after_whenever_they_were_published(client):
    programme = make_programme()
    months = [make_video(programme=programme, issue_month=date(2020, month, 1)) for month in (9, 5, 7)]
    make_video(programme=make_programme(), issue_month=date(2020, 6, 1))
    make_video(programme=programme, issue_month=date(2020, 8, 1), state="draft")
    september, may, july = months

    assert beside(client, july) == (september, may)
    assert beside(client, september) == (None, july)
    assert beside(client, may) == (july, None)


def test_segments_of_one_month_follow_each_other_in_time(client):
    programme, now = make_programme(), timezone.now()
    first, second, third = (
        make_video(programme=programme, issue_month=date(2020, 9, 1), publish_at=now - timedelta(hours=hours))
        for hours in (3, 2, 1)
    )

    assert beside(client, second) == (third, first)


@pytest.mark.parametrize("fields", [{}, {"issue_month": date(2020, 9, 1)}])
def test_segment_of_no_programme_has_no_neighbours(client, fields):
    make_video(**fields)

    assert beside(client, make_video(**fields)) == (None, None)


def test_segment_of_no_month_has_no_neighbours(client):
    programme = make_programme()
    make_video(programme=programme)

    assert beside(client, make_video(programme=programme)) == (None, None)

"""What an open form asks about a programme's months: the next, its title, the missing and the taken ones."""

from datetime import date

import pytest
from django.urls import reverse

from publishing import trash
from tests.factories import make_programme, make_user, make_video
from tests.media_library.test_media_admin import video_form
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:media_library_video_issues")


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def programme():
    programme = make_programme(name="Đại Đoàn kết")
    for month in (7, 9):
        make_video(programme=programme, issue_month=date(2020, month, 1), title=f"Số tháng {month}")
    return programme


def asked(client, **query):
    return client.get(ADDRESS, query).json()


def test_next_month_is_proposed(editor, programme):
    assert asked(editor, programme=programme.pk) == {
        "month": "10/2020",
        "title": "Đại Đoàn kết tháng 10/2020",
        "missing": ["08/2020"],
        "taken": "",
    }


def test_month_that_has_a_segment_is_called_taken(editor, programme):
    found = asked(editor, programme=programme.pk, issue_month="9/2020")

    assert (found["month"], found["taken"]) == ("09/2020", "Số tháng 9")


def test_segment_in_the_trash_leaves_its_month_free(editor, programme):
    draft = make_video(state="draft", programme=programme, issue_month=date(2020, 10, 1))
    trash.throw_away(draft, by=make_user(*ALL))

    assert asked(editor, programme=programme.pk)["month"] == "10/2020"
    assert asked(editor, programme=programme.pk, issue_month="10/2020")["taken"] == ""


def test_segment_in_the_trash_is_nothing_to_warn_of(editor, programme):
    draft = make_video(state="draft", programme=programme, issue_month=date(2020, 10, 1))
    trash.throw_away(draft, by=make_user(*ALL))

    form = video_form(programme=programme.pk, issue_month="10/2020")
    page = editor.post(reverse("admin:media_library_video_add"), form, follow=True)

    assert "đã có một số khác" not in page.content.decode()


@pytest.mark.parametrize("query", [{}, {"programme": "x"}, {"programme": "999999"}, {"programme": "9" * 30}])
def test_nothing_is_proposed_for_no_programme(editor, query):
    assert asked(editor, **query) == {}


def test_who_may_not_add_videos_is_told_nothing(client, programme):
    client.force_login(make_user("media_library.view_video"))

    assert client.get(ADDRESS, {"programme": programme.pk}).status_code == 403


def test_proposal_costs_the_same_after_fifty_years(editor, programme, django_assert_max_num_queries):
    for year in range(1970, 2020):
        make_video(programme=programme, issue_month=date(year, 1, 1))

    with django_assert_max_num_queries(6):
        asked(editor, programme=programme.pk)

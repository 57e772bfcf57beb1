"""A programme's months: proposed, titled, missed and doubled."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from media_library.models import Video
from tests.factories import make_programme, make_user, make_video
from tests.media_library.test_media_admin import video_form

pytestmark = pytest.mark.django_db

ADD = reverse("admin:media_library_video_add")


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def programme():
    programme = make_programme(name="Đại Đoàn kết", slug="ddk", title_pattern="CM {chuyên đề} tháng {tháng}/{năm}")
    for month in (date(2020, 9, 1), date(2020, 12, 1)):
        make_video(programme=programme, issue_month=month)
    return programme


def proposed(editor, address):
    form = editor.get(address).context["adminform"].form
    return form["issue_month"].value(), form["title"].value()


def test_form_proposes_the_next_month_and_its_title(editor, programme):
    assert proposed(editor, f"{ADD}?programme={programme.pk}") == (date(2021, 1, 1), "CM Đại Đoàn kết tháng 1/2021")


def test_form_proposes_the_month_asked_for_and_this_one_for_a_new_programme(editor, programme):
    new = make_programme(name="Mới")

    assert proposed(editor, f"{ADD}?programme={programme.pk}&issue_month=10/2020")[0] == date(2020, 10, 1)
    assert proposed(editor, f"{ADD}?programme={new.pk}")[0] == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("query", ["?programme=x", "?programme=999", "?programme=1&issue_month=x"])
def test_nonsense_in_the_address_is_passed_over(editor, query):
    assert editor.get(ADD + query).status_code == 200


@pytest.mark.parametrize(("typed", "title"), [("", "CM Đại Đoàn kết tháng 9/2021"), ("Như đã viết", "Như đã viết")])
def test_title_is_built_where_none_was_typed(editor, programme, typed, title):
    editor.post(ADD, video_form(title=typed, programme=programme.pk, issue_month="09/2021"))

    assert Video.objects.latest("pk").title == title


@pytest.mark.parametrize("month", ["", "13/2021"])
def test_title_is_asked_for_where_none_can_be_built(editor, programme, month):
    answer = editor.post(ADD, video_form(title="", programme=programme.pk, issue_month=month))

    assert answer.context["adminform"].form.errors["title"][0].startswith("Hãy viết tiêu đề")


@pytest.mark.parametrize(("month", "warned"), [("09/2020", True), ("10/2020", False)])
def test_second_segment_of_a_month_is_saved_with_a_warning(editor, programme, month, warned):
    page = editor.post(ADD, video_form(programme=programme.pk, issue_month=month), follow=True).content.decode()

    assert programme.videos.count() == 3
    assert ("đã có một số khác của tháng 9/2020" in page) == warned


def test_programme_lists_what_is_missing_and_what_comes_next(editor, programme):
    page = editor.get(reverse("admin:media_library_programme_change", args=[programme.pk])).content.decode()

    for month in ("10/2020", "11/2020"):
        assert f'{ADD}?programme={programme.pk}&amp;issue_month={month}">tháng {month}</a>' in page
    assert f'{ADD}?programme={programme.pk}">tháng 1/2021</a>' in page


@pytest.mark.parametrize(("pattern", "ok"), [("", True), ("Số {tháng}/{năm}", True), ("Số {tháng}", False)])
def test_pattern_names_month_and_year(pattern, ok):
    programme = make_programme(title_pattern=pattern)

    if not ok:
        with pytest.raises(ValidationError, match="phải có cả"):
            programme.full_clean()
    else:
        programme.full_clean()


def test_reader_sees_a_missing_month_and_a_missing_year_as_such(client, programme):
    make_video(programme=programme, issue_month=date(2018, 12, 1))
    page = client.get("/chuyen-de/ddk/").content.decode()

    assert '<div class="missing-month"><p>Tháng 10/2020</p><p>Không có số</p></div>' in page
    assert "Tháng 1/2021" not in page
    assert page.count("Năm này không có số nào.") == 1

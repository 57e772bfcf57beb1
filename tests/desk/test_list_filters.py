"""Filters of the lists: by writer, date, schedule, open edit and picture; who wrote and who changed last."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.test_worklists import written_by
from tests.factories import make_article, make_image, make_page, make_user, make_video
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db
LIST = "/admin/news/article/"


def titles(client, **asked):
    return {str(thing) for thing in client.get(LIST, asked).context["cl"].result_list}


def test_own_things_and_those_of_a_person(client, me):
    mai = make_user(*ALL, last_name="Trần Thị", first_name="Mai")
    written_by(mai, "draft", title="Của Mai")
    written_by(make_user(), "draft", title="Khác")
    write(make_article(title="Mai chỉ sửa"), by=mai, summary="Thêm")

    assert titles(client, **{"nguoi-viet": mai.pk}) == {"Của Mai"}
    assert titles(client, **{"nguoi-viet": "toi"}) == set()
    assert f'<a href="?nguoi-viet={mai.pk}">Trần Thị Mai</a>' in client.get(LIST).text


def test_schedule_open_edit_and_missing_picture(client, me):
    now = timezone.now()
    make_article(title="Hẹn giờ", publish_at=now + timedelta(days=1), lead_image=make_image())
    make_article(title="Sẽ gỡ", unpublish_at=now + timedelta(days=1), lead_image=make_image())
    write(make_article(title="Có bản sửa", lead_image=make_image()), by=make_user(*ALL), summary="Thêm")
    make_article(title="Không ảnh")

    for value, found in [("hen-gio", "Hẹn giờ"), ("tu-go", "Sẽ gỡ"), ("ban-sua", "Có bản sửa")]:
        assert titles(client, **{"dang-co": value}) == {found}
    assert titles(client, anh="chua") == {"Không ảnh"}


def test_kind_without_pictures_has_no_such_filter(client, me):
    make_page()

    assert "anh=chua" not in client.get("/admin/pages/page/").text


def test_days_are_local_days(client, me):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    make_article(title="Hôm nay", publish_at=midnight)
    make_article(title="Hôm qua", publish_at=midnight - timedelta(seconds=1))
    make_article(title="Hôm kia", publish_at=midnight - timedelta(days=1, seconds=1))

    assert titles(client, ngay="hom-nay") == {"Hôm nay"}
    assert titles(client, ngay="hom-qua") == {"Hôm qua"}
    assert titles(client, ngay=f"{midnight - timedelta(days=2):%Y-%m-%d}") == {"Hôm kia"}
    assert titles(client, ngay="7-ngay") == {"Hôm nay", "Hôm qua", "Hôm kia"}


@pytest.mark.parametrize("asked", ["9999-12-31", "0001-01-01", "2026-13-01", "\x00", "x" * 5000])
@pytest.mark.parametrize("name", ["ngay", "nguoi-viet", "dang-co", "anh", "viec", "trang-thai"])
def test_forged_values_are_answered(client, me, name, asked):
    make_article()

    assert client.get(LIST, {name: asked}).status_code in {200, 302}


def test_day_is_chosen_beside_the_other_filters(client, me):
    page = client.get(LIST, {"trang-thai": "published", "ngay": "2026-11-30"}).text

    assert '<input type="hidden" name="trang-thai" value="published">' in page
    assert 'name="ngay" value="2026-11-30"' in page


@pytest.mark.parametrize(("path", "make"), [(LIST, make_article), ("/admin/media_library/video/", make_video)])
def test_line_says_who_wrote_and_who_changed_last(client, me, path, make):
    mai, an = (make_user(*ALL, first_name=name) for name in ("Mai", "An"))
    write(written_by(mai, "draft", make), by=an, title="Hai")

    page = client.get(path).text

    assert '<td class="field-writer">Mai</td>' in page
    assert '<span class="quiet">An</span>' in page


def test_list_asks_no_more_for_more_writers(client, me):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    written_by(make_user(), "draft")
    queries()
    few = queries()
    for _ in range(10):
        write(written_by(make_user(), "draft"), by=make_user(*ALL), title="Hai")

    assert queries() == few

"""The date that readers see is set and corrected by who may publish, with a reason that is kept."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.search.models import Entry
from publishing.models import Event
from publishing.workflow import make_move
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
OLD = datetime(2019, 3, 5, 17, tzinfo=timezone.get_default_timezone())
TYPED = {"at_0": "05/03/2019", "at_1": "17h", "note": "Bài chuyển từ trang cũ"}


@each_kind
def test_wrong_date_is_corrected_after_a_look_with_the_reason_kept(client, sign_in, make):
    user = sign_in("Thư ký tòa soạn")
    thing = make()
    before = thing.publish_at

    page = client.post(address(thing, "move/set_date/"), TYPED).text
    assert ">Ghi ngày đăng lúc 17:00 thứ Ba 05/03/2019</button>" in page

    client.post(address(thing, "move/set_date/"), {**TYPED, "confirmed": "1"})
    thing.refresh_from_db()
    assert (thing.publish_at, thing.is_published) == (OLD, True)
    event = Event.objects.of(thing).get(name="set_date")
    assert (event.by, event.note) == (user, "Bài chuyển từ trang cũ")
    assert (event.before["publish_at"][:16], event.after["publish_at"][:4]) == (before.isoformat()[:16], "2019")


def test_readers_see_the_date_and_no_trace_of_the_mistake(client):
    article = make_move("set_date", make_article(), by=make_user(*ALL), at=OLD, note="Nhầm năm")

    page = client.get(article.get_absolute_url()).text

    assert "05/03/2019" in page
    assert "Lịch sử thay đổi" not in page
    assert article.get_absolute_url() in client.get("/tin-tuc/2019/03/05/").text
    assert article.changed_at is None


def test_correction_is_one_announcement_and_search_sorts_by_the_date(heard):
    article = make_article()
    heard.clear()

    article = make_move("set_date", article, by=make_user(*ALL), at=OLD, note="Nhầm năm")

    assert heard == [(article, article.address(), False)]
    assert Entry.objects.get(kind="news.article", thing_id=article.pk).publish_at == OLD


def test_entry_of_a_feed_stays_the_same_one(client):
    article = make_article()
    before = article.id_date

    article = make_move("set_date", article, by=make_user(*ALL), at=OLD, note="Nhầm năm")
    article = make_move("set_date", article, by=make_user(*ALL), at=OLD + timedelta(days=1), note="Nhầm ngày")

    assert (article.id_date, article.first_publish_at) == (before, OLD + timedelta(days=1))


def test_date_of_a_draft_is_the_one_it_is_published_with(client):
    article = make_move("set_date", make_article(state="draft"), by=make_user(*ALL), at=OLD, note="Bài cũ")
    assert article.state == "draft"

    article = make_move("force", article, by=make_user(*ALL), note="Bài cũ")

    assert (article.publish_at, article.id_date) == (OLD, OLD)


@pytest.mark.parametrize("wrong", [{"note": ""}, {"at_0": "01/01/2099"}, {"at_0": ""}])
def test_reason_and_a_day_that_has_passed_are_asked_for(client, sign_in, wrong):
    sign_in("Thư ký tòa soạn")
    article = make_article()
    before = article.publish_at

    page = client.post(address(article, "move/set_date/"), {**TYPED, **wrong, "confirmed": "1"}).text

    article.refresh_from_db()
    assert "errorlist" in page
    assert article.publish_at == before


def test_date_stays_before_the_end_and_is_not_that_of_what_is_scheduled():
    now, user = timezone.now(), make_user(*ALL)
    ended = make_article(publish_at=OLD, unpublish_at=OLD + timedelta(days=1))
    with pytest.raises(ValidationError, match="trước lúc tự gỡ"):
        make_move("set_date", ended, by=user, at=now - timedelta(days=1), note="Nhầm")

    with pytest.raises(PermissionDenied, match="hủy hẹn giờ rồi hẹn lại"):
        make_move("set_date", make_article(publish_at=now + timedelta(days=1)), by=user, at=OLD, note="Nhầm")


@pytest.mark.parametrize("role", ["Phóng viên", "Biên tập viên"])
def test_who_may_not_publish_sets_no_date(client, sign_in, role):
    sign_in(role)
    article = make_article()
    before = article.publish_at

    client.post(address(article, "move/set_date/"), {**TYPED, "confirmed": "1"})

    article.refresh_from_db()
    assert article.publish_at == before


def test_reason_that_is_required_looks_so(client, sign_in):
    sign_in("Thư ký tòa soạn")

    page = client.get(address(make_article(), "move/set_date/")).text

    assert '<label for="id_note" class="required">Lý do:</label>' in page

"""The date readers see moves only where somebody who brings a thing out again chooses that it does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from publishing.models import Event
from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, approved_edit
from tests.publishing.withdrawn_and_expired import LONG_AGO, withdrawn

pytestmark = pytest.mark.django_db


WAYS = {
    "restore": withdrawn,
    "publish": lambda make=make_article: approved_edit(withdrawn(make)),
    "force": lambda make=make_article: approved_edit(withdrawn(make)),
}


@pytest.mark.parametrize("name", WAYS)
@each_kind
def test_what_comes_out_again_bears_the_date_that_was_chosen(make, name):
    thing, before = WAYS[name](make), timezone.now()

    thing = make_move(name, thing, by=make_user(*ALL), note="Gấp", new_date=True)

    event = Event.objects.of(thing).last()
    assert before <= thing.publish_at <= timezone.now()
    assert (thing.is_published, thing.first_publish_at) == (True, LONG_AGO)
    assert event.before["publish_at"] != event.after["publish_at"]


@pytest.mark.parametrize("name", WAYS)
def test_without_the_choice_the_old_date_stays(name):
    thing = make_move(name, WAYS[name](), by=make_user(*ALL), note="Gấp")

    assert (thing.publish_at, thing.first_publish_at) == (LONG_AGO, LONG_AGO)


@pytest.mark.parametrize(("name", "state"), [("publish", "approved"), ("force", "draft"), ("withdraw", "published")])
def test_there_is_no_choice_for_what_is_not_withdrawn(name, state):
    article = make_article(state=state)

    with pytest.raises(PermissionDenied, match="chỉ khi đăng lại bài đã gỡ"):
        make_move(name, article, by=make_user(*ALL), note="Gấp", new_date=True)


def test_edit_of_what_is_out_cannot_take_a_new_date():
    article = approved_edit(make_article(publish_at=LONG_AGO))

    with pytest.raises(PermissionDenied, match="chỉ khi đăng lại bài đã gỡ"):
        make_move("publish", article, by=make_user(*ALL), new_date=True)


def test_who_may_force_and_not_publish_has_no_choice():
    article = approved_edit(withdrawn())

    with pytest.raises(PermissionDenied, match="chỉ người được đăng bài"):
        make_move("force", article, by=make_user("publishing.force"), note="Gấp", new_date=True)


def test_reader_is_told_of_both_dates_and_of_what_was_wrong(client):
    edit = approved_edit(withdrawn(), correction="Đã sửa lỗi.")
    article = make_move("publish", edit, by=make_user(*ALL), new_date=True)

    page = client.get(article.get_absolute_url()).text

    assert "Ngày đăng: <time" in page
    assert "đăng lại, lấy ngày này làm ngày đăng. đính chính. Đã sửa lỗi." in page
    assert f"{timezone.localtime(LONG_AGO):%H:%M, %d/%m/%Y}</time>: đăng lần đầu." in page
    assert "Cập nhật: <time" not in page


def test_change_after_the_new_date_is_told_as_one():
    article = make_move("restore", withdrawn(), by=make_user(*ALL), new_date=True)
    assert article.changed_at is None

    article = make_move("publish", approved_edit(article), by=make_user(*ALL))

    assert article.changed_at > article.publish_at

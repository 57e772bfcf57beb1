"""The front page of the desk: what waits for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import dashboard, workflow
from publishing.models import Revision, save_revision
from tests.factories import make_article, make_category, make_user, make_video

pytestmark = pytest.mark.django_db


def written_by(user, state, make=make_article, **fields):
    """A text that this user began and that is in the state now."""
    thing = make(state="draft", **fields)
    Revision.objects.of(thing).update(by=user)
    return workflow.place(thing, state, by=user)


def test_reporter_sees_own_drafts_and_nothing_to_decide(lists, sign_in):
    reporter = sign_in("Phóng viên")
    written_by(reporter, "draft", title="Của tôi")
    written_by(reporter, "draft", make_video, title="Video của tôi")
    written_by(make_user(), "draft", title="Của người khác")
    written_by(reporter, "in_review", title="Đã gửi")

    assert lists()["drafts"] == ["Video của tôi", "Của tôi"]
    assert lists().keys() == {"returned", "drafts", "sent", "today", "scheduled", "mine", "published"}


def test_a_draft_stays_its_writers_when_others_correct_it(lists, sign_in):
    writer = sign_in("Phóng viên")
    article = written_by(writer, "draft", title="Của tôi")
    save_revision(article, by=make_user())

    assert lists()["drafts"] == ["Của tôi"]


def test_editor_sees_what_they_may_approve_and_not_their_own(lists, sign_in):
    mine = make_category()
    editor = sign_in("Biên tập viên", categories=[mine])
    written_by(make_user(), "in_review", title="Chuyên mục của tôi", category=mine)
    written_by(make_user(), "in_review", title="Chuyên mục con", category=make_category(parent=mine))
    written_by(make_user(), "in_review", title="Chuyên mục khác")
    written_by(editor, "in_review", title="Bài của tôi", category=mine)

    assert lists()["to-approve"] == ["Chuyên mục của tôi", "Chuyên mục con"]
    assert "to-publish" not in lists()


def test_secretary_sees_what_is_approved(lists, sign_in):
    sign_in("Thư ký tòa soạn")
    written_by(make_user(), "approved", title="Đã duyệt")
    written_by(make_user(), "draft", title="Bản nháp")

    assert lists()["to-publish"] == ["Đã duyệt"]


def test_what_is_to_come_stands_in_the_order_of_the_clock(lists, sign_in):
    sign_in("Phóng viên")
    now = timezone.now()
    make_article(title="Ngày kia", publish_at=now + timedelta(days=2))
    make_article(title="Lát nữa", publish_at=now + timedelta(minutes=5))
    make_article(title="Hôm qua", publish_at=now - timedelta(days=1))
    make_video(title="Vừa xong", publish_at=now - timedelta(minutes=1))
    make_article(title="Đã gỡ", state="withdrawn")

    assert lists()["scheduled"] == ["Lát nữa", "Ngày kia"]
    assert lists()["published"] == ["Vừa xong", "Hôm qua"]


def test_who_sees_no_content_has_no_lists(lists, sign_in):
    sign_in("Quản trị")
    make_article()

    assert lists() == {}


def test_lists_are_short_and_say_where_the_rest_is(client, lists, sign_in):
    reporter = sign_in("Phóng viên")
    for _ in range(dashboard.MAX_WORKLIST_ROWS + 1):
        written_by(reporter, "draft")

    assert len(lists()["drafts"]) == dashboard.MAX_WORKLIST_ROWS
    assert 'href="/admin/news/article/?viec=drafts">9 bài viết</a>' in client.get("/admin/").text


def test_front_page_asks_no_more_for_more(client, sign_in, django_assert_max_num_queries):
    user = sign_in("Thư ký tòa soạn", categories=[make_category()])
    category = user.categories.get()
    for _ in range(5):
        for state in ("draft", "in_review", "approved", "published"):
            written_by(make_user(), state, category=category)

    with django_assert_max_num_queries(15 + 9 * len(dashboard.kinds_visible_to(user))):  # nine lists
        client.get("/admin/")

"""What somebody has in work, has sent, got back and has out, as lists of the front page and as filters of lists."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from publishing import dashboard
from publishing.models import Revision
from publishing.workflow import make_move
from tests.desk.test_worklists import written_by
from tests.factories import make_article, make_user, make_video
from tests.publishing.editing import ALL, write
from traffic.statistics import set_base

pytestmark = pytest.mark.django_db


def sent_by(user, **fields):
    return make_move("submit", written_by(user, "draft", **fields), by=user)


def filtered(client, name, model="news/article"):
    """The titles that a list shows under the filter of a worklist."""
    return [str(thing) for thing in client.get(f"/admin/{model}/?viec={name}").context["cl"].result_list]


def test_reporter_sees_where_what_they_sent_is_and_since_when(client, lists, sign_in):
    reporter = sign_in("Phóng viên")
    sent_by(reporter, title="Vừa gửi")
    make_move("approve", sent_by(reporter, title="Đã được duyệt"), by=make_user(*ALL))
    sent_by(make_user(*ALL), title="Của người khác")

    assert lists()["sent"] == ["Vừa gửi", "Đã được duyệt"]
    page = client.get("/admin/").text
    assert f'chờ duyệt</span> từ <time datetime="{timezone.localtime():%Y-%m-%d}' in page
    assert filtered(client, "sent") == ["Đã được duyệt", "Vừa gửi"]


def test_what_was_returned_stands_apart_with_the_reason_until_it_is_sent_again(client, lists, sign_in):
    reporter = sign_in("Phóng viên")
    article = sent_by(reporter, title="Thiếu nguồn")
    make_move("return", article, by=make_user(*ALL), note="Ghi rõ nguồn số liệu.")

    assert (lists()["returned"], lists()["drafts"], lists()["sent"]) == (["Thiếu nguồn"], [], [])
    assert "trả lại: Ghi rõ nguồn số liệu." in client.get("/admin/").text
    assert filtered(client, "returned") == ["Thiếu nguồn"]

    make_move("submit", article, by=reporter)

    assert (lists()["returned"], lists()["sent"]) == ([], ["Thiếu nguồn"])


def test_edit_of_a_live_text_is_a_draft_of_who_began_it(lists, sign_in):
    editor = sign_in("Biên tập viên")
    write(make_article(title="Đang đăng"), by=editor, summary="Sửa thêm")

    assert lists()["drafts"] == ["Đang đăng"]


def test_writer_sees_what_readers_have_of_theirs_with_the_views(client, lists, sign_in):
    reporter = sign_in("Phóng viên")
    article = written_by(reporter, "published", title="Của tôi")
    written_by(reporter, "published", make_video, title="Video của tôi")
    written_by(make_user(), "published", title="Của người khác")
    write(make_article(title="Tôi chỉ sửa"), by=reporter, summary="Thêm")
    set_base(article, 1234)

    assert set(lists()["mine"]) == {"Của tôi", "Video của tôi"}
    assert "1.234 lượt xem" in client.get("/admin/").text
    assert filtered(client, "mine") == ["Của tôi"]


def test_what_goes_out_today_is_not_what_goes_out_tomorrow(lists, sign_in, monkeypatch):
    sign_in("Phóng viên")
    noon = timezone.make_aware(datetime.combine(timezone.localdate(), time(12)))
    monkeypatch.setattr(timezone, "now", lambda: noon)
    make_article(title="Chiều nay", publish_at=noon + timedelta(hours=5))
    make_article(title="Sáng mai", publish_at=noon + timedelta(hours=20))

    assert lists()["today"] == ["Chiều nay"]
    assert lists()["scheduled"] == ["Chiều nay", "Sáng mai"]


def test_counts_lead_to_the_same_things(client, sign_in):
    sign_in("Biên tập viên")
    for _ in range(3):
        written_by(make_user(), "in_review")
    written_by(make_user(), "in_review", make_video)

    page = client.get("/admin/").text

    assert '<a href="/admin/news/article/?viec=to-approve">3 bài viết</a>' in page
    assert '<a href="/admin/media_library/video/?viec=to-approve">1 video</a>' in page
    assert len(filtered(client, "to-approve")) == 3


def test_count_ends_where_counting_would_cost(client, sign_in, monkeypatch):
    monkeypatch.setattr(dashboard, "MAX_COUNTED", 2)
    sign_in("Biên tập viên")
    for _ in range(3):
        written_by(make_user(), "in_review")

    assert "hơn 2 bài viết" in client.get("/admin/").text


def test_list_of_somebody_else_is_no_filter(client, sign_in):
    sign_in("Phóng viên")
    make_article(state="in_review")

    assert len(filtered(client, "to-approve")) == len(filtered(client, "khong-co")) == 1
    assert Revision.objects.count() == 1

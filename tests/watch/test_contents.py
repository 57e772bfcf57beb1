"""What was written past the portal: contents that differ from the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article
from portal.watch.models import Finding
from portal.watch.running import mark_seen, run
from publishing import workflow
from publishing.models import Event, State
from tests.factories import make_announcement, make_article, make_image, make_link, make_page, make_tag, make_user
from tests.watch.written_past import sql, texts

pytestmark = pytest.mark.django_db


def test_site_as_it_was_published_has_no_findings():
    article = make_article(tags=[make_tag(), make_tag()], lead_image=make_image(), body="<p>Tin <b>mới</b>.</p>")
    make_page(), make_link(), make_announcement()
    run()
    article.title = "Tựa khác"
    article.save()
    workflow.make_move("withdraw", article, by=make_user(is_superuser=True), note="sai", withdrawal="with_notice")

    assert texts() == []


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("body", "<p>Bị đổi</p>", "text: nội dung khác với bản đã đăng; đang là “<p>Bị đổi</p>”."),
        ("title", "Hacked", "text: tiêu đề khác với bản đã đăng; đang là “Hacked”."),
        ("withdrawal", "merged", "text: cách gỡ đang là “gộp vào bài khác (địa chỉ chuyển sang bài ấy)”, nhật ký"),
        ("unpublish_at", "2090-01-01 00:00:00+00:00", "text: giờ tự gỡ đang là"),
        ("publish_at", "2020-01-01 00:00:00+00:00", "text: ngày đăng đang là"),
    ],
)
def test_column_changed_by_sql_is_found(column, value, told):
    article = make_article()
    sql(f"UPDATE news_article SET {column} = %s WHERE id = %s", value, article.pk)  # noqa: S608

    [text] = texts()
    assert text.startswith(told)


def test_tag_taken_off_by_sql_is_found():
    article = make_article(tags=[make_tag(), make_tag()])
    sql("DELETE FROM news_article_tags WHERE article_id = %s AND tag_id = %s", article.pk, article.tags.first().pk)

    [text] = texts()
    assert text.startswith("text: thẻ khác với bản đã đăng")


def test_draft_and_withdrawn_text_made_public_by_sql_are_found():
    draft, gone = make_article(state=State.DRAFT), make_article(state=State.WITHDRAWN)
    sql("UPDATE news_article SET state = 'published', publish_at = %s WHERE id = %s", gone.publish_at, draft.pk)
    sql("UPDATE news_article SET state = 'published' WHERE id = %s", gone.pk)

    found = texts()
    assert "text: trạng thái đang là “đã đăng”, nhật ký ghi “bản nháp”." in found
    assert "text: trạng thái đang là “đã đăng”, nhật ký ghi “đã gỡ”." in found
    assert "text: đang công khai mà không có bản lưu nào được đăng." in found


def test_moment_that_was_recorded_in_another_time_zone_is_the_same():
    at = timezone.localtime(timezone.now()) + timedelta(days=3)
    workflow.make_move("set_end", make_article(), by=make_user(is_superuser=True), at=at)

    assert str(Event.objects.get(name="set_end").after["unpublish_at"]).endswith("+07:00")
    assert texts() == []


def test_row_put_in_by_sql_is_found():
    first = make_article()
    told = {"category": first.category, "publish_at": first.publish_at}
    Article.objects.bulk_create([Article(title="Lạ", slug="la", state=State.PUBLISHED, **told)])
    sql("UPDATE news_article SET publish_at = %s WHERE title = 'Lạ'", make_article().publish_at)

    assert texts() == [
        "text: đang công khai mà không có bản lưu nào được đăng.",
        "text: đang công khai mà nhật ký không ghi ai đã đăng.",
    ]


def test_same_text_changed_once_more_is_another_finding():
    article = make_article()
    sql("UPDATE news_article SET body = 'a' WHERE id = %s", article.pk)
    run()
    mark_seen(Finding.objects.get().pk, by=make_user())
    sql("UPDATE news_article SET body = 'b' WHERE id = %s", article.pk)

    assert [finding.seen_at for finding in run()] == [None]

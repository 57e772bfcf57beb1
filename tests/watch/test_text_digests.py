"""What SQL rewrites together with its revisions differs from the digests in the audit log."""

import json

import pytest

from publishing import saving, workflow
from publishing.models import Event, Revision, State
from tests.factories import make_article, make_user
from tests.watch.written_past import sql, texts

pytestmark = pytest.mark.django_db


def rewrite_with_revisions(article, body):
    sql("UPDATE news_article SET body = %s WHERE id = %s", body, article.pk)
    for revision in Revision.objects.of(article):
        content = json.dumps(revision.content | {"body": body})
        sql("UPDATE publishing_revision SET content = %s WHERE id = %s", content, revision.pk)


@pytest.mark.parametrize("way", ["placed", "published", "edited", "withdrawn"])
def test_text_changed_by_sql_together_with_its_revisions_is_found(way):
    editor, chief = make_user(is_superuser=True), make_user(is_superuser=True)
    article = make_article(state=State.PUBLISHED if way != "published" else State.DRAFT)
    if way == "published":
        workflow.make_move("force", article, by=chief, note="gấp")
    if way == "edited":
        article.body = "<p>Đã sửa</p>"
        saving.save_text(article, by=editor)
        workflow.make_move("force", article, by=chief, note="gấp")
    if way == "withdrawn":
        workflow.make_move("withdraw", article, by=chief, note="sai", withdrawal="with_notice")
    assert texts() == []

    rewrite_with_revisions(article, "<p>Bị đổi</p>")

    assert texts() == ["text: nội dung khác với bản mà nhật ký ghi đã đăng; đang là “<p>Bị đổi</p>”."]


def test_text_being_edited_and_a_field_of_another_release_are_not_compared_with_the_log():
    article, editor = make_article(), make_user(is_superuser=True)
    article.body = "<p>Đang sửa</p>"
    saving.save_text(article, by=editor)
    workflow.make_move("submit", article, by=editor)
    event = Event.objects.get(name="submit")
    gone = event.after | {"text_digests": event.after["text_digests"] | {"khong_con": "0"}}
    sql("UPDATE publishing_event SET after = %s WHERE id = %s", json.dumps(gone), event.pk)

    assert texts() == []


def test_digests_are_shown_to_nobody(admin_client):
    workflow.make_move("withdraw", make_article(), by=make_user(is_superuser=True), note="sai")
    event = Event.objects.get(name="withdraw")

    page = admin_client.get(f"/admin/publishing/event/{event.pk}/change/").text

    assert event.after["text_digests"]["title"]
    assert "đã gỡ" in page
    assert "text_digests" not in page
    assert event.after["text_digests"]["title"] not in page

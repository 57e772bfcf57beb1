"""A comment is told to whose text it is and to who commented before."""

import pytest

from portal.notifications.models import Notification
from tests.desk.forms import address
from tests.factories import make_article
from tests.notifications.test_who_is_told import draft_of

pytestmark = pytest.mark.django_db


def comment(client, user, article, text="Xem lại đoạn hai."):
    client.force_login(user)
    assert client.post(address(article, "notes/"), {"text": text}).status_code == 302


def test_writer_is_told_of_a_comment_and_the_editor_of_the_answer(client, staff, told):
    writer, editor, other = staff("Phóng viên"), staff("Biên tập viên"), staff("Biên tập viên")
    article = draft_of(writer)

    comment(client, editor, article)
    assert told(writer) == [("comment", article.pk)]
    assert told(editor) == []

    comment(client, writer, article, "Đã sửa.")
    assert told(editor) == [("comment", article.pk)]
    assert len(told(writer)) == 1
    assert told(other) == []


def test_refused_comment_is_told_to_nobody(client, staff, told):
    writer, editor = staff("Phóng viên"), staff("Biên tập viên")

    comment(client, editor, draft_of(writer), " ")

    assert told(writer) == []


def test_comment_on_what_nobody_wrote_is_told_to_nobody(client, staff, told):
    comment(client, staff("Biên tập viên"), make_article())

    told(staff("Phóng viên"))

    assert not Notification.objects.exists()

"""Who is told of what: those whom it concerns, within their rights, and nobody of their own act."""

import pytest

from portal.notifications.models import Notification, Occurrence
from portal.notifications.telling import tell_what_happened
from publishing.models import Revision
from publishing.workflow import make_move
from tests.factories import make_article, make_category, make_user, make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(staff):
    return staff("Phóng viên")


def draft_of(user, make=make_article, **fields):
    thing = make(state="draft", **fields)
    Revision.objects.of(thing).update(by=user)
    return thing


def submitted(user, make=make_article, **fields):
    return make_move("submit", draft_of(user, make, **fields), by=user)


def test_editors_of_the_category_are_told_of_what_waits(staff, told, writer):
    mine = make_category()
    editor, elsewhere = staff("Biên tập viên", categories=[mine]), staff("Biên tập viên", categories=[make_category()])
    secretary, boss = staff("Thư ký tòa soạn"), make_user(is_superuser=True)

    article = submitted(writer, category=mine)

    assert told(editor) == told(secretary) == [("waiting", article.pk)]
    assert told(elsewhere) == told(writer) == told(boss) == told(staff("Quản trị")) == []


def test_editor_is_not_told_of_their_own_text(staff, told):
    editor, other = staff("Biên tập viên"), staff("Biên tập viên")

    article = submitted(editor)

    assert told(editor) == []
    assert told(other) == [("waiting", article.pk)]


def test_approved_text_waits_for_who_publishes(staff, told, writer):
    editor, secretary = staff("Biên tập viên"), staff("Thư ký tòa soạn")
    article = make_move("approve", submitted(writer, make_video), by=editor)

    assert told(secretary) == [("waiting", article.pk)]  # what waited to be approved waits no more
    assert Notification.objects.get(user=secretary).occurrence.move == "publish"
    assert told(editor) == []


def test_what_has_been_decided_is_no_longer_unread(staff, told, writer):
    editor, secretary = staff("Biên tập viên"), staff("Thư ký tòa soạn")
    article = submitted(writer)
    assert told(editor) == told(secretary) == [("waiting", article.pk)]

    make_move("approve", article, by=editor)
    tell_what_happened()

    assert not Notification.objects.filter(user=editor).unread().exists()
    assert [row.occurrence.move for row in Notification.objects.filter(user=secretary).unread()] == ["publish"]


def test_writer_is_told_of_a_return_but_not_who_returned_it(staff, told, writer):
    editor = staff("Biên tập viên")
    article = submitted(writer)
    make_move("return", article, by=editor, note="Ghi rõ nguồn.")

    assert told(writer) == [("returned", article.pk)]
    assert told(editor) == []
    assert Occurrence.objects.get(happening="returned").note == "Ghi rõ nguồn."


def test_writer_is_told_when_it_goes_out_and_when_it_comes_down(staff, told, writer):
    editor, secretary = staff("Biên tập viên"), staff("Thư ký tòa soạn")
    article = make_move("approve", submitted(writer), by=editor)
    article = make_move("publish", article, by=secretary)
    assert told(writer) == [("out", article.pk)]

    make_move("withdraw", article, by=secretary, note="Sai số liệu.")

    assert told(writer) == [("out", article.pk), ("down", article.pk)]


def test_who_publishes_their_own_text_is_told_nothing(staff, told):
    secretary = staff("Thư ký tòa soạn")

    make_move("force", draft_of(secretary), by=secretary, note="Tin gấp.")

    assert told(secretary) == []

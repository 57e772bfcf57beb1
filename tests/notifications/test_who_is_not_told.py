"""What is told to nobody, and to whom nothing is told."""

import pytest

from portal.notifications.models import Notification, Occurrence
from publishing.workflow import make_move
from tests.factories import make_article
from tests.notifications.test_who_is_told import submitted
from tests.publishing.editing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(staff):
    return staff("Phóng viên")


def test_text_taken_back_waits_for_nobody(staff, told, writer):
    editor, other = staff("Biên tập viên"), staff("Biên tập viên")
    article = submitted(writer)
    assert told(editor) == [("waiting", article.pk)]

    make_move("recall", article, by=writer)

    assert told(writer) == []
    assert not Notification.objects.filter(user__in=[editor, other]).unread().exists()


def test_change_that_takes_an_approval_back_waits_again(staff, told, writer):
    first, second = staff("Biên tập viên"), staff("Biên tập viên")
    article = make_move("approve", submitted(writer), by=first)
    told(first)

    write(article, by=first, title="Sửa sau khi duyệt")

    assert told(second)[-1] == ("waiting", article.pk)
    assert told(first) == []


def test_deactivated_people_and_those_who_lost_the_right_to_see_are_told_nothing(staff, told, writer):
    gone, demoted = staff("Biên tập viên", is_active=False), staff("Biên tập viên")
    demoted.groups.clear()

    submitted(writer)

    assert told(gone) == told(demoted) == []


def test_import_and_factories_tell_nobody():
    make_article(), make_article(state="in_review")

    assert not Occurrence.objects.exists()

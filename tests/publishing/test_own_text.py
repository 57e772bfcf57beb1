import pytest
from django.core.exceptions import PermissionDenied

from publishing import revisions
from publishing.models import Event
from publishing.workflow import make_move, open_moves
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


def written_by(user, **fields):
    article = make_article(**fields)
    revisions.Revision.objects.of(article).delete()
    revisions.write(article, by=user)
    return article


@pytest.mark.parametrize(("state", "refused"), [("in_review", {"approve"}), ("approved", {"publish", "schedule"})])
def test_writer_may_not_pass_their_own_text(state, refused):
    writer = make_user(*ALL)
    article = written_by(writer, state=state)

    assert not refused & set(open_moves(article, writer))
    assert refused <= set(open_moves(article, make_user(*ALL)))


def test_writer_publishes_their_own_text_only_by_force_and_the_record_says_so():
    writer = make_user(*ALL)
    article = written_by(writer, state="draft")

    make_move("force", article, by=writer, note="Tin khẩn")

    event = Event.objects.of(article).last()
    assert (event.name, event.by, event.note, event.before["state"]) == ("force", writer, "Tin khẩn", "draft")


def test_editor_who_corrects_a_reporters_text_may_still_approve_it():
    editor = make_user(*ALL)
    article = written_by(make_user(), state="in_review")
    revisions.write(article, by=editor)

    assert "approve" in open_moves(article, editor)


def test_superuser_publishes_only_by_force():
    superuser = make_user(is_superuser=True)
    article = make_article(state="approved")

    with pytest.raises(PermissionDenied):
        make_move("publish", article, by=superuser)

    assert make_move("force", article, by=superuser, note="Thay người trực").state == "published"

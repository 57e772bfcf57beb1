import pytest
from django.core.exceptions import PermissionDenied

from publishing.models import Event, Revision, save_revision
from publishing.workflow import make_move, open_moves
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import write

pytestmark = pytest.mark.django_db

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


def written_by(user, **fields):
    article = make_article(**fields)
    Revision.objects.of(article).delete()
    save_revision(article, by=user)
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


def test_who_rewrites_a_text_in_review_may_not_approve_it():
    editor = make_user(*ALL)
    article = write(written_by(make_user(), state="in_review"), by=editor, title="Viết lại cả bài")

    assert "approve" not in open_moves(article, editor)
    assert "approve" in open_moves(article, make_user(*ALL))


@each_kind
@pytest.mark.parametrize("published", [False, True])
def test_change_of_an_approved_text_takes_the_approval_back(make, published):
    writer, editor, publisher, other = (make_user(*ALL) for _ in range(4))
    thing = make(state="published" if published else "draft")
    thing = make_move("submit", write(thing, by=writer, title="Sửa"), by=writer)
    thing = make_move("approve", thing, by=editor)

    thing = write(thing, by=publisher, title="Thêm một câu")

    assert thing.working_state == "in_review"
    assert not {"publish", "approve"} & set(open_moves(thing, publisher))
    thing = make_move("approve", thing, by=other)
    assert "publish" not in open_moves(thing, publisher)
    assert make_move("publish", thing, by=editor).title == "Thêm một câu"


def test_who_wrote_what_was_approved_before_may_approve_what_another_has_changed_since():
    writer, editor, publisher = (make_user(*ALL) for _ in range(3))
    article = make_move("submit", write(make_article(state="draft"), by=writer, title="Sửa"), by=writer)
    article = make_move("approve", article, by=editor)

    article = write(article, by=publisher, title="Thêm một câu")

    assert "approve" in open_moves(article, writer)


def test_approved_text_saved_without_a_change_stays_approved():
    article = make_article(state="approved")

    assert write(article, by=make_user(*ALL)).state == "approved"


def test_superuser_publishes_only_by_force():
    superuser = make_user(is_superuser=True)
    article = make_article(state="approved")

    with pytest.raises(PermissionDenied):
        make_move("publish", article, by=superuser)

    assert make_move("force", article, by=superuser, note="Thay người trực").state == "published"

"""Who changes an approved text and presses a button in one go has not been seen by anybody else."""

import pytest

from publishing.models import Event
from publishing.workflow import make_move
from tests.desk.forms import opened, sent
from tests.factories import make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


def approved(make, state):
    """A text, or an edit of what is out, that one has written and another approved."""
    writer = make_user(*ALL)
    thing = make_move("submit", write(make(state=state), by=writer, title="Sửa"), by=writer)
    return make_move("approve", thing, by=make_user(*ALL))


def states(thing, state):
    return ("published", "published") if state == "published" else ("approved", "in_review")


@each_kind
@pytest.mark.parametrize("state", ["draft", "published"])
def test_changed_and_published_at_once_it_waits_for_approval(client, sign_in, make, state):
    thing = approved(make, state)
    sign_in("Thư ký tòa soạn")

    page = sent(client, thing, opened(client, thing), title="Thêm một câu", _move="publish")

    thing.refresh_from_db()
    assert (thing.working_state, thing.is_published) == ("in_review", state == "published")
    assert "Nội dung đã duyệt vừa được sửa, nên phải có người khác duyệt lại." in page.text
    event = Event.objects.of(thing).last()
    assert (event.name, event.before["state"], event.after["state"]) == ("unapprove", *states(thing, state))


@each_kind
def test_published_without_a_change_it_is_out(client, sign_in, make):
    thing = approved(make, "draft")
    sign_in("Thư ký tòa soạn")

    sent(client, thing, opened(client, thing), _move="publish")

    thing.refresh_from_db()
    assert thing.is_published

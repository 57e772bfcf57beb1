"""Whose a text is, in the lists of the front page: a draft belongs to who began it, what waits to all who wrote."""

from itertools import count

import pytest

from publishing import dashboard, workflow
from publishing.models import Revision, person
from tests.desk.forms import moves_offered
from tests.factories import make_article, make_page, make_user, make_video
from tests.kinds import FACTORIES, each_kind
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db
KEYS = count(4711)
MOVES_OF_LISTS = {each.name: each.move for each in dashboard.all_worklists() if each.name.startswith("to-")}


@pytest.fixture
def lists_of(client):
    """The things in each list of somebody's front page, by the list's name."""

    def lists_of(user):
        client.force_login(user)
        return {each.name: things for each, things in client.get("/admin/").context["worklists"]}

    return lists_of


def begun_by(user, make, **fields):
    """Something first written by this user; its key is no revision's, as on a site that has run for a while."""
    thing = make(**{"pk": next(KEYS), **fields})
    Revision.objects.of(thing).update(by=user, by_text=person(user))
    return thing


@each_kind
def test_an_edit_of_what_is_out_is_a_draft_of_who_began_it(lists_of, sign_in, make):
    first, editor = sign_in("Biên tập viên"), sign_in("Biên tập viên")
    thing = write(begun_by(first, make), by=editor, title="Sửa")

    assert lists_of(editor)["drafts"] == [thing]
    assert lists_of(first)["drafts"] == []


@each_kind
def test_an_edit_waits_for_everybody_but_who_began_it(lists_of, sign_in, make):
    first, editor = sign_in("Biên tập viên"), sign_in("Biên tập viên")
    thing = write(begun_by(first, make), by=editor, title="Sửa")

    workflow.make_move("submit", thing, by=editor)

    assert lists_of(first)["to-approve"] == [thing]
    assert lists_of(editor)["to-approve"] == []


def test_texts_of_two_kinds_with_one_key_are_told_apart(lists_of, sign_in):
    first, editor = sign_in("Biên tập viên"), sign_in("Biên tập viên")
    article = write(begun_by(first, make_article, pk=12), by=editor, title="Sửa")
    video = write(begun_by(editor, make_video, pk=12), by=first, title="Sửa")
    begun_by(editor, make_page, pk=12)

    assert lists_of(editor)["drafts"] == [article]
    assert lists_of(first)["drafts"] == [video]


def test_an_edit_is_also_of_a_third_who_takes_it_on(lists_of, sign_in):
    first, editor, third = (sign_in("Biên tập viên") for _ in range(3))
    thing = write(begun_by(first, make_article), by=editor, title="Sửa")
    thing = write(thing, by=third, title="Sửa nữa")

    workflow.make_move("submit", thing, by=third)

    assert [lists_of(one)["to-approve"] for one in (first, editor, third)] == [[thing], [], []]


@pytest.mark.parametrize("leave", ["delete", "disable"])
def test_an_edit_waits_when_who_began_the_live_text_has_gone(lists_of, sign_in, leave):
    first, editor, other = (sign_in("Biên tập viên") for _ in range(3))
    thing = write(begun_by(first, make_article), by=editor, title="Sửa")
    workflow.make_move("submit", thing, by=editor)

    if leave == "delete":
        first.delete()
    else:
        type(first).objects.filter(pk=first.pk).update(is_active=False)

    assert (lists_of(editor)["to-approve"], lists_of(other)["to-approve"]) == ([], [thing])


@pytest.mark.parametrize("role", ["Phóng viên", "Biên tập viên", "Thư ký tòa soạn", "Quản trị"])
@pytest.mark.parametrize("own", [True, False])
def test_lists_hold_all_that_the_form_has_a_button_for_and_nothing_else(client, lists_of, sign_in, role, own):
    other, user = sign_in("Phóng viên"), sign_in("Phóng viên", role)
    writer, first = (user, other) if own else (other, user)
    things = [thing for make in FACTORIES for thing in on_the_way(make, writer, first)]
    lists = lists_of(user)

    offered = {thing: moves_offered(client, thing) for thing in things}

    for name, move in MOVES_OF_LISTS.items():
        assert set(lists.get(name, [])) == {thing for thing in things if move in offered[thing]}


def on_the_way(make, writer, first):
    """Texts of a writer, and edits of what somebody else wrote, at each step on the way to readers."""
    editor = make_user(*ALL)
    for steps in ([], ["submit"], ["submit", "approve"]):
        new = begun_by(writer, make, state="draft")
        edit = write(begun_by(first, make), by=writer, title="Sửa")
        for name in steps:
            new, edit = (workflow.make_move(name, thing, by=editor) for thing in (new, edit))
        yield from (new, edit)

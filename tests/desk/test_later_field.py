"""Of a revision older than a field of its kind: no form, comparison, restoring or publishing loses a word by that."""

import pytest

from publishing.models import Revision
from publishing.workflow import make_move
from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, approved_edit, write

pytestmark = pytest.mark.django_db


def older(thing):
    """The latest revision of a thing, stored as before there was a summary."""
    revision = Revision.objects.of(thing).latest("pk")
    del revision.content["summary"]
    revision.save(update_fields=["content"])
    return revision


@pytest.fixture
def edited():
    """A public article with an approved edit from before its summary, which it has been given since."""
    article = approved_edit(make_article(summary="Đang đăng", body="<p>Chữ.</p>"))
    older(article)
    return article


@pytest.mark.parametrize("state", ["draft", "published"])
def test_late_save_takes_what_the_other_wrote_into_it(me, other, state):
    article = make_article(state=state, summary="", body="<p>Chữ.</p>")
    older(article)
    values = opened(me, article)
    sent(other, article, opened(other, article), summary="Của Mai")

    conflict = sent(me, article, values, title="Của tôi")
    sent(me, article, Fields(conflict.text).values)

    content = Revision.objects.of(article).latest("pk").content
    assert (content["title"], content["summary"]) == ("Của tôi", "Của Mai")


def test_late_save_over_an_edit_takes_it_too(me, other, edited):
    edited = make_move("return", edited, by=make_user(*ALL), note="Sửa lại")
    values = opened(me, edited)
    sent(other, edited, opened(other, edited), summary="Của Mai")

    page = sent(me, edited, values, title="Của tôi").text

    assert "Những ô bạn không động đến đã lấy theo bản của họ: tóm tắt." in page


def test_restoring_does_what_the_comparison_shows(me):
    article = make_article(state="draft", summary="", body="<p>Chữ.</p>")
    revision = older(article)
    article = write(article, by=make_user(*ALL), summary="Viết sau")

    page = me.get(f"{address(article, 'compare/')}?tu={revision.pk}&den=soan").text
    me.post(address(article, f"take-up/{revision.pk}/"), {"version": article.version})

    article.refresh_from_db()
    assert "<ins>Viết sau</ins>" in page
    assert article.summary == ""


def test_edit_is_opened_and_compared_with_what_is_public_in_it(me, edited):
    page = me.get(address(edited, "compare/")).text

    assert opened(me, edited)["summary"] == "Đang đăng"
    assert "Đang đăng" not in page


def test_publishing_an_edit_leaves_it_as_it_is(edited):
    make_move("publish", edited, by=make_user(*ALL))

    edited.refresh_from_db()
    assert (edited.title, edited.summary) == ("Sửa", "Đang đăng")


def test_saving_an_edit_as_it_was_opened_stores_nothing(me, edited):
    edited = make_move("return", edited, by=make_user(*ALL), note="Sửa lại")

    sent(me, edited, opened(me, edited))

    assert Revision.objects.of(edited).count() == 2

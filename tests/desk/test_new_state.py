"""A state more at the desk is one row and one label: "chờ thẩm định pháp lý", between review and approval."""

import pytest
from django.core.management import call_command

from publishing import workflow
from publishing.models import State
from publishing.workflow import Move, StateRow, make_move, may_edit, open_moves, refusal_reason
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write
from tests.publishing.test_own_text import written_by

pytestmark = pytest.mark.django_db

ROW = StateRow(
    "review",
    "clear",
    Move("Thẩm định xong", permission="review", not_own=True, advice="Chỉ thẩm định nội dung đã {before}."),
    is_vouched_for=True,
    worklist="Chờ tôi thẩm định",
    badge="in_review",
)


@pytest.fixture(autouse=True)
def _legal_review(monkeypatch):
    """The label as `State` would hold it, and the row."""
    state = str.__new__(State, "legal_review")
    state._name_, state._value_, state._label_ = "LEGAL_REVIEW", "legal_review", "chờ thẩm định pháp lý"
    monkeypatch.setitem(State._value2member_map_, "legal_review", state)
    monkeypatch.setitem(State._member_map_, "LEGAL_REVIEW", state)
    monkeypatch.setattr(State, "_member_names_", [*State._member_names_, "LEGAL_REVIEW"])
    rows = list(workflow.STATES.items())
    rows.insert(2, (state, ROW))
    monkeypatch.setattr(workflow, "STATES", dict(rows))
    monkeypatch.setattr(workflow, "MOVES", workflow.moves_between(workflow.STATES))


def test_moves_lead_through_it():
    article, editor, states = make_article(state="draft"), make_user(*ALL), []

    for name in ("submit", "approve", "clear", "publish"):
        article = make_move(name, article, by=editor)
        states.append(article.state)

    assert states == ["in_review", "legal_review", "approved", "published"]


def test_fields_know_it_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    assert make_article(state="legal_review").get_state_display() == "chờ thẩm định pháp lý"


@pytest.mark.parametrize(
    ("move", "advice"),
    [
        ("publish", "Hãy gửi duyệt và chờ duyệt, chờ thẩm định pháp lý xong rồi mới đăng."),
        ("schedule", "Hãy gửi duyệt và chờ duyệt, chờ thẩm định pháp lý xong rồi mới hẹn giờ"),
        ("clear", "Chỉ thẩm định nội dung đã duyệt."),
    ],
)
def test_advice_names_what_leads_through_it(move, advice):
    assert advice in refusal_reason(move, make_article(state="draft"), make_user(*ALL))


def test_moves_that_start_anywhere_before_publication_start_there():
    article = make_article(state="legal_review")

    assert open_moves(article, make_user(*ALL)) == ["return", "clear", "force", "set_date"]


def test_an_edit_of_what_is_out_passes_through_it():
    article, writer, editor = make_article(), make_user(*ALL), make_user(*ALL)
    article = make_move("submit", write(article, by=writer, title="Sửa"), by=writer)

    article = make_move("approve", article, by=editor)

    assert (article.state, article.edit_state) == ("published", "legal_review")
    assert "discard" in open_moves(article, editor)


def test_right_to_edit_is_that_of_the_row():
    writer = make_user("publishing.review")
    article = written_by(writer, state="legal_review")

    assert may_edit(article, make_user("publishing.review"))
    assert not may_edit(article, make_user("publishing.submit"))
    assert not may_edit(article, writer)


def test_desk_shows_it_as_badge_filter_and_worklist(client, sign_in):
    article = make_article(state="legal_review", title="Chờ luật")
    make_article(title="Tin khác")
    sign_in("Biên tập viên")

    page = client.get("/admin/news/article/?trang-thai=legal_review").text
    front = client.get("/admin/")

    assert '<span class="state state-in_review">chờ thẩm định pháp lý</span>' in page
    assert "?trang-thai=legal_review" in client.get("/admin/news/article/").text
    assert "Tin khác" not in page
    assert {each.title: things for each, things in front.context["worklists"]}["Chờ tôi thẩm định"] == [article]

"""An edit whose text is of a shape that the code no longer reads: every page opens, nothing of it is published."""

import pytest

from news.models import Article
from publishing.models import Revision, RevisionState
from publishing.workflow import MOVES
from tests.desk.forms import address
from tests.factories import make_article
from tests.publishing.editing import approved_edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(monkeypatch):
    article = approved_edit(make_article(title="Đang đăng"))
    monkeypatch.setattr(Article, "revision_schema", 2)
    return article


@pytest.mark.parametrize("part", ["change/", "history/"])
def test_its_pages_open(me, edited, part):
    assert me.get(address(edited, part)).status_code == 200


@pytest.mark.parametrize("move", list(MOVES))
def test_no_move_is_a_fault_and_none_publishes_it(me, edited, move):
    path = address(edited, f"move/{move}/")

    for response in (me.get(path), me.post(path, {"version": edited.version, "confirmed": "1", "note": "Sửa gấp"})):
        assert response.status_code in {200, 302}

    edited.refresh_from_db()
    assert edited.title == "Đang đăng"


def test_it_can_be_dropped(me, edited):
    me.post(address(edited, "move/discard/"), {"version": edited.version})

    assert Revision.objects.of(edited).latest("pk").state == RevisionState.DISCARDED

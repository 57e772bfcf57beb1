"""The preview of forms that could not be saved: empty, wrong, forged. All show a page, none a fault."""

import pytest

from publishing import kinds
from publishing.preview import UNTITLED
from tests.desk.forms import address, opened
from tests.desk.previews import add_address, typed
from tests.factories import make_article, make_page
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db


@each_kind
def test_empty_form_shows_an_empty_page(me, make):
    thing = make(state="draft")

    for path in (address(thing, ""), add_address(kinds.of(thing))):
        page = me.post(f"{path}preview/", {})
        assert page.status_code == 200
        assert UNTITLED in page.text.split("<article")[1]


@pytest.mark.parametrize("junk", ["\0", "9" * 40, "<script>alert(1)</script>", "x" * 5000, "-1"])
@each_kind
def test_whatever_is_sent_in_any_field_shows_a_page(me, make, junk):
    thing = make(state="draft")
    values = opened(me, thing)
    for name in values.keys() - {"form_token"}:
        page = typed(me, thing, values, **{name: junk})

        assert page.status_code == 200, name
        assert "<script>alert" not in page.text


def test_field_that_cannot_be_shown_is_named(me):
    article = make_article(state="draft")

    page = typed(me, article, opened(me, article), source_url="javascript:alert(1)")

    assert "Chưa hiện được vì chưa đúng: Địa chỉ bài gốc" in page.text
    assert "javascript:" not in page.text


def test_title_that_is_too_long_is_shown(me):
    article, title = make_article(state="draft"), "Dài " * 99 + "quá"

    assert f"<h1>{title}</h1>" in typed(me, article, opened(me, article), title=title).text


def test_page_below_itself_is_shown(me):
    above = make_page()
    below = make_page(parent=above)

    assert typed(me, above, opened(me, above), parent=below.pk, order="").status_code == 200


def test_unknown_revision_is_not_found(me):
    article = make_article(state="draft")
    foreign = make_article(state="draft")

    for key in ("0", "9" * 30, "x", str(foreign.pk + 10_000)):
        assert me.get(address(article, f"preview/?revision={key}")).status_code == 404

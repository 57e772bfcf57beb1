"""`Xem trước`: the public page of what stands in the form, for who may see the form, and nothing is written."""

import re

import pytest

from publishing import kinds
from tests.desk.forms import Fields, address, opened
from tests.desk.previews import add_address, rows_of_desk, typed
from tests.factories import make_article, make_category, make_video
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db
TITLE = "Tiêu đề chưa lưu"


@pytest.mark.parametrize("state", ["draft", "approved", "published", "withdrawn"])
@each_kind
def test_editor_sees_what_is_typed_and_nothing_is_written(me, make, state):
    thing = make(state=state)
    values = opened(me, thing)
    before = rows_of_desk()

    page = typed(me, thing, values, title=TITLE)

    assert page.status_code == 200
    assert f"<h1>{TITLE}</h1>" in page.text.split("<article")[1]
    assert rows_of_desk() == before
    assert type(thing).objects.get().version == thing.version


@each_kind
def test_reporter_sees_a_new_thing_before_it_is_saved(me, make):
    kind = kinds.of(type(make(state="draft")))
    values = Fields(me.get(add_address(kind)).text).values

    page = typed(me, kind, values, title=TITLE)

    assert f"<h1>{TITLE}</h1>" in page.text.split("<article")[1]
    assert kind.model.objects.count() == 1


@each_kind
def test_preview_is_kept_nowhere_and_framed_by_the_form_alone(me, make):
    page = me.get(address(make(state="draft"), "preview/"))

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert re.search(r"data-preview\b", page.text)
    assert '<meta name="robots" content="noindex">' in page.text


@each_kind
def test_form_may_frame_the_preview_and_nothing_may_frame_the_form(me, make):
    thing = make(state="draft")

    for page in (me.get(address(thing)), me.get(add_address(kinds.of(thing)))):
        assert "frame-src 'self'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"
        assert "Xem trước" in page.text


def test_foreign_player_is_still_allowed_in_the_preview_of_its_video(me):
    page = me.get(address(make_video(state="draft"), "preview/"))

    assert "frame-src https://" in page["Content-Security-Policy"]


def test_token_of_the_form_is_not_spent(me):
    values = Fields(me.get("/admin/news/article/add/").text).values
    values |= {"title": "Một lần", "category": make_category().pk}
    me.post("/admin/news/article/add/preview/", values)

    assert me.post("/admin/news/article/add/", values).status_code == 302


def test_text_is_cleaned_as_a_save_would_do(me):
    article = make_article(state="draft")

    page = typed(me, article, opened(me, article), body="<p onclick='x()'>Chữ<script>x()</script></p>")

    body = page.text.split('<div class="body">')[1]
    assert body.startswith("<p>Chữ")
    assert "x()" not in body.split("</article>")[0]

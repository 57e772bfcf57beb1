"""The page behind a share link: what a stranger sees, and how it answers once it has ended."""

import pytest

from publishing.dates import clock_and_day
from publishing.models import Revision, ShareLink
from tests.desk.forms import opened, sent
from tests.desk.share_links import make_link, open_link
from tests.factories import make_article
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@pytest.fixture
def article():
    return make_article(state="draft", title="Chim lạ")


@each_kind
def test_stranger_sees_the_newest_text_without_a_cookie(me, make):
    thing = make(state="draft", title="Bản đầu")
    path = make_link(me, thing)
    sent(me, thing, opened(me, thing), title="Bản hai")

    page = open_link(path)

    assert "<h1>Bản hai</h1>" in page.text
    assert "data-preview" in page.text
    assert not page.cookies
    assert {name: page[name] for name in PRIVATE} == PRIVATE
    assert page["X-Frame-Options"] == "DENY"


def test_fixed_link_stays_with_the_text_that_it_was_made_for(me, article):
    path, newest = make_link(me, article, is_fixed="1"), make_link(me, article)
    saved_at = Revision.objects.of(article).get().created_at
    sent(me, article, opened(me, article), title="Bản hai")

    page = open_link(path).text

    assert "<h1>Chim lạ</h1>" in page
    assert f"luôn là bản lưu lúc {clock_and_day(saved_at)}, dù nội dung còn được sửa tiếp" in page
    assert "luôn là bản lưu" not in open_link(newest).text


def test_edit_of_a_live_text_is_seen_by_its_link_alone(me):
    article = make_article(title="Đang đăng")
    sent(me, article, opened(me, article), title="Chim lạ")
    path = make_link(me, article)

    assert "<h1>Chim lạ</h1>" in open_link(path).text
    assert "Chim lạ" not in open_link(article.get_absolute_url()).text


def test_opening_is_counted_and_changes_nothing_else(me, article):
    path = make_link(me, article)
    version, texts = article.version, Revision.objects.count()

    for method in ("get", "head", "get"):
        assert open_link(path, method).status_code == 200

    link = ShareLink.objects.get()
    assert (link.times_used, link.last_used_at is not None) == (2, True)
    assert (type(article).objects.get().version, Revision.objects.count()) == (version, texts)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_link_is_only_read(me, article, method):
    assert open_link(make_link(me, article), method).status_code == 405


def test_unknown_token_is_not_found(db):
    for token in ("x", "a" * 22, "a" * 3000, "%00", "%ff"):
        page = open_link(f"/xem-truoc/{token}/")
        assert page.status_code == 404
        assert {name: page[name] for name in PRIVATE} == PRIVATE

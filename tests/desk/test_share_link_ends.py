"""How a share link answers once it has ended: 410 with the reason, without a word of the text, for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import share_links, trash
from publishing.models import ShareLink, State
from publishing.workflow import make_move, place
from tests.desk.forms import address, opened, sent
from tests.desk.share_links import make_link, open_link
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(state="draft", title="Chim lạ")


def closed(path, words):
    """Whether the link has ended with these words and without any of the text."""
    page = open_link(path)
    return (page.status_code, words in page.text, "Chim lạ" in page.text) == (410, True, False)


def test_expired_link_says_so(me, article):
    path = make_link(me, article)
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert closed(path, share_links.EXPIRED)


def test_revoked_link_says_so(me, article):
    path = make_link(me, article)
    me.post(address(article, f"share-links/{ShareLink.objects.get().pk}/revoke/"))

    assert closed(path, share_links.REVOKED)


def test_link_ends_when_the_text_is_out_and_no_later_edit_is_seen_by_it(me, article):
    path = make_link(me, article)
    place(article, State.PUBLISHED)
    assert open_link(path).status_code == 410

    sent(me, article, opened(me, article), title="Chim lạ sửa")

    assert closed(path, share_links.OUT)


@pytest.mark.parametrize("move", ["force", "discard"])
def test_link_to_an_edit_ends_with_it(me, move):
    article = make_article()
    sent(me, article, opened(me, article), title="Chim lạ")
    path = make_link(me, article)
    make_move(move, article, by=make_user(is_superuser=True), note="Xong")
    assert open_link(path).status_code == 410

    sent(me, article, opened(me, article), title="Chim lạ khác")

    assert closed(path, share_links.OUT)


def test_scheduled_text_is_seen_until_it_is_out(me, article):
    path = make_link(me, article)
    place(article, State.PUBLISHED, at=timezone.now() + timedelta(days=1))
    assert open_link(path).status_code == 200

    place(article, State.PUBLISHED, at=timezone.now() - timedelta(seconds=1))

    assert closed(path, share_links.OUT)


def test_link_to_what_was_thrown_away_ends_for_good(me, article):
    path, boss = make_link(me, article), make_user(is_superuser=True)
    trash.throw_away(article, by=boss)
    assert closed(path, share_links.GIVEN_UP)

    trash.take_back(article, by=boss)

    assert open_link(path).status_code == 410


def test_link_that_was_revoked_before_its_text_was_thrown_away_still_says_so(me, article):
    path = make_link(me, article)
    me.post(address(article, f"share-links/{ShareLink.objects.get().pk}/revoke/"))

    trash.throw_away(article, by=make_user(is_superuser=True))

    assert closed(path, share_links.REVOKED)

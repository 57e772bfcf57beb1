"""Making and revoking share links: who may, what is recorded, and what stays as it was."""

import pytest
from django.test import Client

from publishing import share_links
from publishing.models import Event, ShareLink
from publishing.workflow import make_move
from tests.desk.forms import address
from tests.desk.share_links import make_link
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_making_and_revoking_are_recorded_without_the_secret(me):
    article = make_article(state="draft")
    path = make_link(me, article, recipient="Anh Bình")
    me.post(address(article, f"share-links/{ShareLink.objects.get().pk}/revoke/"))

    made, ended = Event.objects.of(article).filter(name__in=("share", "unshare")).order_by("pk")
    assert (made.name, ended.name) == ("share", "unshare")
    assert "Anh Bình" in made.note
    assert path.split("/")[2] not in f"{made.note} {ended.note}"


def test_who_may_not_change_the_thing_makes_and_revokes_no_link(client, me):
    article = make_article(state="draft")
    make_link(me, article)
    reader = Client()
    reader.force_login(make_user("news.view_article"))

    assert "Tạo liên kết xem trước" not in reader.get(address(article)).text
    for page in ("share-links/", f"share-links/{ShareLink.objects.get().pk}/revoke/"):
        assert reader.post(address(article, page)).status_code == 403
    assert ShareLink.objects.get().revoked_at is None


def test_link_of_another_thing_is_not_revoked(me):
    make_link(me, make_article(state="draft"))

    me.post(address(make_article(state="draft"), f"share-links/{ShareLink.objects.get().pk}/revoke/"))

    assert ShareLink.objects.get().revoked_at is None


def test_what_readers_have_already_needs_no_link(me):
    article = make_article()

    page = me.post(address(article, "share-links/"), {})

    assert "không có bản nào chưa đăng" in page.text
    assert not ShareLink.objects.exists()


def test_there_are_at_most_so_many_links(me, monkeypatch):
    monkeypatch.setattr(share_links, "MAX_LINKS", 2)
    article = make_article(state="draft")
    for _ in range(3):
        me.post(address(article, "share-links/"), {})

    assert ShareLink.objects.count() == 2


def test_reason_why_a_text_was_returned_stays_while_links_are_made(me):
    article = make_article(state="in_review")
    make_move("return", article, by=make_user(is_superuser=True), note="Thiếu nguồn.")

    make_link(me, article)

    assert "Thiếu nguồn." in me.get(address(article)).text

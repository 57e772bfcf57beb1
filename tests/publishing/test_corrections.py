"""Readers see when a text has changed since its publication, and what was corrected."""

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


def changed(thing, *, correction="", is_minor=False, **columns):
    user = make_user(*ALL)
    thing = write(thing, by=user, about={"correction": correction, "is_minor": is_minor}, **columns)
    return make_move("force", thing, by=user, note="Thử")


@each_kind
def test_correction_stands_dated_on_the_page(client, make):
    thing = changed(make(), summary="Ba trăm người", correction="Bài viết nhầm hai trăm người.")

    page = client.get(thing.get_absolute_url()).text

    day = f"{timezone.localtime(thing.changed_at):%d/%m/%Y}"
    assert f"Đính chính ngày {day}:</strong> Bài viết nhầm hai trăm người." in page
    assert "Cập nhật: <time" in page
    assert "Lịch sử thay đổi" in page


def test_first_publication_and_a_small_edit_are_not_told(client):
    article = changed(make_article(title="Tên có lổi"), title="Tên có lỗi", is_minor=True)

    page = client.get(article.get_absolute_url()).text

    assert "Tên có lỗi" in page
    assert "Cập nhật" not in page
    assert "Lịch sử thay đổi" not in page


def test_publishing_the_same_text_again_is_no_change():
    article = changed(make_article(title="Một"), title="Hai")
    told = len(article.changes)

    article = make_move("withdraw", article, by=make_user(*ALL), note="Xem lại")
    article = make_move("restore", article, by=make_user(*ALL))

    assert told == len(article.changes) == 1


def test_correction_is_escaped(client):
    article = changed(make_article(), correction="<script>alert(1)</script>")

    assert "<script>alert" not in client.get(article.get_absolute_url()).text

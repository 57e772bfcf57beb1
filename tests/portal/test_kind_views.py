"""Pages that a kind of content has without templates of its own."""

import pytest
from django.template.loader import render_to_string

from news.models import Article
from portal.kind_views import detail_context
from publishing import kinds
from publishing.paging import keyset_page
from publishing.workflow import make_move
from tests.factories import make_article, make_attachment, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db


def test_default_page_shows_text_files_and_notice(rf):
    article = make_article(title="Quyết định 12", summary="Về đất đai", attachments=[make_attachment(title="Phụ lục")])
    make_move("withdraw", article, by=make_user(*ALL), note="Xem lại", withdrawal="with_notice")

    request = rf.get("/")
    request.staff_reader = None
    context = detail_context(kinds.of(article), Article.objects.get())
    page = render_to_string("portal/kinds/detail.html", context, request)

    for text in ("<h1>Quyết định 12</h1>", "Về đất đai", "Nội dung bài viết.", "Phụ lục", "Bài viết đã được gỡ ngày"):
        assert text in page


def test_default_list_shows_cards(rf):
    article = make_article(title="Quyết định 12", summary="Về đất đai")
    request = rf.get("/tin-tuc/")

    context = {"kind": kinds.of(article), "page": keyset_page(Article.objects.published(), request)}
    page = render_to_string("portal/kinds/list.html", context, request)

    assert "<h1>Tin tức</h1>" in page
    assert f'<h2><a href="{article.get_absolute_url()}">Quyết định 12</a></h2>' in page


def test_default_list_says_what_there_is_none_of(client):
    page = client.get("/album/").content.decode()

    assert "Chưa có album nào ở đây." in page

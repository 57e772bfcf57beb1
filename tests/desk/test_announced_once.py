"""What somebody does at the desk with one form is announced once, and what readers do not have in silence."""

import pytest

from news.models import Article
from publishing.workflow import make_move
from tests.desk.forms import address, opened
from tests.factories import make_category, make_user
from tests.publishing.editing import ALL
from tests.publishing.test_announced_once import relations, with_approved_edit

pytestmark = pytest.mark.django_db


def test_publishing_an_edit_in_the_admin_is_one_announcement(client, admin_user, heard):
    article = with_approved_edit()
    client.force_login(admin_user)
    values = opened(client, article)
    heard.clear()

    client.post(address(article), {**values, "title": "Lần nữa", "_move": "force"})
    client.post(address(article, "move/force/"), {"note": "Gấp", "confirmed": "1"})

    assert heard == [(article, article.address(), False)]
    assert Article.objects.get(pk=article.pk).title == "Lần nữa"


def test_new_article_with_relations_is_saved_in_silence_and_brought_out_by_one_announcement(client, sign_in, heard):
    sign_in("Phóng viên")
    category = make_category()
    chosen = {name: [thing.pk for thing in things] for name, things in relations().items()}
    heard.clear()

    client.post("/admin/news/article/add/", {"title": "Mới", "summary": "Có.", "category": category.pk, **chosen})
    article = Article.objects.get(title="Mới")
    make_move("force", article, by=make_user(*ALL), note="Gấp.")

    assert heard == [(article, article.address(), False)]
    assert article.authors.count() == 2

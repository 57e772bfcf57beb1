"""What a portal without one of its apps has to do, in a process of its own: start on an empty database, open pages."""

import json

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Category
from portal.accounts.models import User
from publishing import workflow
from publishing.models import State


def open_pages(*, demo):
    """Print the home page of the empty portal and then the status of each page, as JSON in the last line."""
    call_command("check", fail_level="WARNING")
    call_command("prepare", demo=False)
    client = Client(SERVER_NAME="localhost")
    home = client.get("/").content.decode()
    call_command("prepare", demo=demo)
    client.force_login(User.objects.create_superuser("quan-tri"))
    statuses = {path: client.get(path).status_code for path in paths(make_article())}
    print(json.dumps({"home": home, "statuses": statuses}))  # noqa: T201


def make_article():
    article = Article(title="Bài viết", body="<p>Thân bài</p>", category=Category.objects.create(name="Giám sát"))
    article.save_row()
    workflow.place(article, State.PUBLISHED, at=timezone.now())
    return article


def paths(article):
    names = ("home", "latest", "site_map", "sitemap_lists", "latest_rss", "admin:index", "admin:news_article_add")
    change_form = reverse("admin:news_article_change", args=[article.pk])
    return [*map(reverse, names), article.get_absolute_url(), change_form, "/khong-co-trang-nay/"]

from collections import Counter

import pytest
from django.utils import timezone

from media_library.models import Video
from news.models import Article, Author, Category, Source, Tag
from portal.accounts.models import User
from portal.demo.management.commands.demo import NAMED, listed
from portal.links.models import Link, LinkGroup
from portal.pages import menu
from portal.pages.models import SiteSettings
from portal.watch.running import run
from publishing.models import Event, Revision
from tests.factories import make_link_group
from traffic.statistics import totals


def test_command_fills_an_empty_database(demo):
    counted = {model: model.objects.count() for model in (Article, Category, Author, Source, Tag, Link, LinkGroup)}

    assert counted == {Article: 45, Category: 8, Author: 8, Source: 6, Tag: 20, Link: 15, LinkGroup: 5}
    assert "45 bài viết" in demo
    assert SiteSettings.current().province == "tỉnh Sông Hồng"


def test_watch_finds_nothing_in_it(demo):
    assert [finding.text for finding in run()] == []


def test_command_names_also_a_kind_that_it_does_not_know(monkeypatch):
    monkeypatch.delitem(NAMED, "pages.page")

    assert listed({"pages.page": 3, "links.link": 1}) == "1 liên kết, 3 trang"


def test_desk_has_something_in_every_state(demo):
    scheduled = Article.objects.filter(state="published", publish_at__gt=timezone.now())

    assert Counter(Article.objects.values_list("state", flat=True)) == {
        "published": 39, "draft": 2, "in_review": 2, "approved": 1, "withdrawn": 1,
    }  # fmt: skip
    assert [(timezone.localdate(row.publish_at) - timezone.localdate()).days for row in scheduled] == [1]


def test_every_public_article_has_what_its_page_prints(demo):
    for article in Article.objects.published():
        picture = article.lead_image
        assert all([picture.alt, picture.credit, article.source, article.authors.all(), article.tags.all()])
        assert article.body.startswith("<")


def test_first_revision_of_an_article_holds_its_relations(demo):
    article = Article.objects.get(title="Mâm cơm chung dưới gốc đa")

    revision = Revision.objects.of(article).get()

    assert revision.content["authors"] == list(article.authors.values_list("pk", flat=True))
    assert len(revision.content["related"]) == 2


def test_published_things_begin_with_the_views_of_an_old_site(demo):
    views = totals([*Article.objects.published(), *Video.objects.published()])

    assert min(views.values()) > 100


def test_newest_article_is_of_today_and_out(demo):
    newest = Article.objects.published().newest_first().first()

    assert timezone.localdate(newest.publish_at) == timezone.localdate()
    assert newest.title.startswith("Hội nghị Ủy ban MTTQ tỉnh")


def test_menu_leads_to_pages_and_categories(demo):
    menu_entries = {entry.title: [child.title for child in entry.children] for entry in menu.menu_entries()}

    assert [*menu_entries][:5] == ["Trang chủ", "Giới thiệu", "Tin tức", "Đại đoàn kết", "Lĩnh vực công tác"]
    assert [*menu_entries][5:] == ["Video", "Liên kết website", "Liên hệ"]
    assert menu_entries["Giới thiệu"] == ["Cơ cấu tổ chức"]
    assert len(menu_entries["Lĩnh vực công tác"]) == 4


PAGES = ["/", "/tin-tuc/", "/video/", "/lien-ket/", "/chuyen-muc/tin-tuc/", "/trang/gioi-thieu/co-cau-to-chuc/"]


@pytest.mark.parametrize("address", [*PAGES, "/trang/lien-he/"])
def test_reader_finds_pages_filled(demo, client, address):
    page = client.get(address)

    assert page.status_code == 200


def test_second_run_changes_nothing_and_says_so(demo, demo_command):
    before = (Article.objects.count(), Event.objects.count(), User.objects.get().password)

    assert "không có gì thay đổi" in demo_command()
    assert (Article.objects.count(), Event.objects.count(), User.objects.get().password) == before


def test_command_leaves_a_database_with_content_alone(demo, demo_command):
    demo_command("--remove")
    make_link_group()

    assert "không có gì thay đổi" in demo_command()
    assert not Article.objects.exists()
    assert not User.objects.exists()

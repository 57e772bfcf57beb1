"""No English word on any page of the admin: whatever can be reached is read as staff see it."""

from collections import Counter
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.portal.page_words import Page, foreign_words

pytestmark = pytest.mark.django_db


def crawl(client):
    """Yield address and text of every page within the admin; of a list, once under every filter and order."""
    waiting, seen = [reverse("admin:index")], set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            b"".join(answer)  # the file of an attachment, which is closed when it has been read
            continue
        yield address, answer.text
        for link in Page(answer.text).links:
            parts = urlsplit(urljoin(address, link))
            kind = parts.path, *parse_qs(parts.query, keep_blank_values=True)
            if parts.path.startswith("/admin/") and not parts.netloc and len(kind) < 3 and kind not in seen:
                seen.add(kind)
                waiting.append(parts._replace(fragment="").geturl())


@pytest.fixture
def superuser(client):
    """The test's reader, signed in with all rights."""
    client.force_login(factories.make_user(is_superuser=True))
    return client


@pytest.fixture
def everything():
    """One thing of every kind there is."""
    article = factories.make_article(authors=[factories.make_author()], source=factories.make_source())
    article.tags.add(factories.make_tag())
    factories.make_highlight(article=article)
    for name in ("video", "album", "link", "image", "attachment"):
        getattr(factories, f"make_{name}")()
    factories.make_menu_item(page=factories.make_page(parent=factories.make_page()), parent=factories.make_menu_item())
    factories.make_announcement()
    factories.make_settings()
    factories.make_user()


def doubled_ids(html):
    return [name for name, number in Counter(Page(html).ids).items() if number > 1]


def test_no_page_that_can_be_reached_shows_english_or_uses_an_id_twice(superuser, everything):
    pages = dict(crawl(superuser))

    assert len(pages) > 5 * len(admin.site._registry)
    assert {address: words for address, html in pages.items() if (words := foreign_words(html))} == {}
    assert {address: ids for address, html in pages.items() if (ids := doubled_ids(html))} == {}


def test_no_refused_form_answers_in_english(superuser, everything):
    names = {url.name for pages in admin.site._registry.values() for url in pages.urls}
    for name in sorted(name for name in names if name and name.endswith("_add")):
        address = reverse(f"admin:{name}")

        answer = superuser.post(address, {"publish_at_0": "khi nào"})

        assert answer.status_code in {200, 302, 403}
        assert foreign_words(answer.text) == set(), address


def test_no_question_before_a_deletion_of_many_is_in_english(superuser, everything):
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        chosen = {"action": "delete_selected", "_selected_action": list(model.objects.values_list("pk", flat=True))}

        assert foreign_words(superuser.post(address, chosen, follow=True).text) == set(), address


@pytest.mark.parametrize("name", ["login", "index", "password_change"])
def test_no_door_of_the_admin_speaks_english(client, name):
    assert foreign_words(client.get(reverse(f"admin:{name}"), follow=True).text) == set()
    assert foreign_words(client.post(reverse("admin:login"), {"username": "ai", "password": "gì"}).text) == set()


def test_refused_page_is_not_in_english(client):
    client.force_login(factories.make_user())

    refused = client.get(reverse("admin:news_article_changelist"))

    assert refused.status_code == 403
    assert foreign_words(refused.text) == set()


def test_refused_form_without_its_token_is_not_answered_in_english():
    refused = Client(enforce_csrf_checks=True).post(reverse("admin:login"))

    assert refused.status_code == 403
    assert foreign_words(refused.text) == set()

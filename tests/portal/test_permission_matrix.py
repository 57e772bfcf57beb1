"""Every address x everybody x {GET, POST}, against the table below, written by hand.

A cell is the status expected; "in" means sent to the sign-in page.
An address of the resolver that is not in the table fails the test.
"""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import NoReverseMatch, get_resolver, reverse

from publishing.models import Event
from tests import factories
from tests.portal.permission_table import ADDRESSES, COLUMNS, PUBLIC, TABLE

pytestmark = pytest.mark.django_db

MAKERS = {
    "news_article": lambda: factories.make_article(state="draft"),
    "news_category": factories.make_category,
    "news_tag": factories.make_tag,
    "news_author": factories.make_author,
    "news_source": factories.make_source,
    "news_highlight": factories.make_highlight,
    "media_library_image": factories.make_image,
    "media_library_attachment": factories.make_attachment,
    "media_library_programme": factories.make_programme,
    "media_library_album": lambda: factories.make_album(state="draft"),
    "media_library_video": lambda: factories.make_video(state="draft"),
    "links_link": factories.make_link,
    "links_linkgroup": lambda: factories.make_link().group,
    "pages_page": lambda: factories.make_page(state="draft"),
    "pages_menuitem": factories.make_menu_item,
    "pages_announcement": factories.make_announcement,
    "pages_sitesettings": factories.make_settings,
    "accounts_user": factories.make_user,
    "publishing_event": lambda: factories.make_article() and Event.objects.first(),
}


def names_of(resolver, prefix=""):
    """All names of the resolver, with their namespaces; an address without a name by its pattern."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_of(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield prefix + (pattern.name or str(pattern.pattern))


def rows():
    for line in TABLE.strip().splitlines():
        name, method, *cells = line.split()
        for column, cell in zip(COLUMNS, cells, strict=True):
            yield name, method, column, cell
    for name in PUBLIC.split():
        for column in COLUMNS:
            yield name, "GET", column, "200"
            yield name, "POST", column, "405"


def address_of(name):
    if name in ADDRESSES:
        return ADDRESSES[name]()
    try:
        return reverse(name)
    except NoReverseMatch:
        model = next(model for model in MAKERS if name.startswith(f"admin:{model}_"))
        thing = MAKERS[model]()
        extra = ["submit"] if name.endswith("_move") else []
        return reverse(name, args=[thing.pk, *extra])


def test_every_address_stands_in_the_table():
    known = {name for name, *_ in rows()}

    assert set(names_of(get_resolver())) == known


@pytest.fixture
def sign_in(client):
    call_command("sync_roles", verbosity=0)

    def sign_in(column):
        if column == "anonymous":
            return
        disabled = column == "disabled"
        roles = Group.objects.all() if disabled else Group.objects.filter(name=column.replace("_", " "))
        user = factories.make_user(groups=roles)
        client.force_login(user)
        if disabled:
            type(user).objects.filter(pk=user.pk).update(is_active=False)

    return sign_in


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_may_do_what_the_table_says_and_no_more(client, sign_in, method, column):
    wrong = []
    sign_in(column)
    for name, _, _, expected in (row for row in rows() if row[1:3] == (method, column)):
        answer = client.generic(method, address_of(name), "", content_type="application/x-www-form-urlencoded")
        if answer.streaming:
            b"".join(answer)
        seen = str(answer.status_code)
        if seen == "302" and "/admin/login/" in answer["Location"]:
            seen = "in"
        if seen != expected:
            wrong.append(f"{name}: {seen} instead of {expected}")
        if name == "admin:logout":
            sign_in(column)

    assert wrong == []

"""Every address x everybody x {GET, POST}, against the table of addresses and what the roles may.

A status expected is "in" where somebody is sent to the sign-in page.
An address of the resolver that is not in the table fails the test.
"""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from portal.accounts.models import User
from publishing.kinds import all_kinds
from publishing.models import Event
from tests import factories
from tests.kinds import admin_name, factory_of
from tests.permissions.exchanges import exchange
from tests.portal.permission_table import ADDRESSES, COLUMNS, names_of, rows
from traffic.edition import Edition
from traffic.fragment_cache import EDITION_KEY

pytestmark = pytest.mark.django_db

MAKERS = {
    "news_category": factories.make_category,
    "news_tag": factories.make_tag,
    "news_author": factories.make_author,
    "news_source": factories.make_source,
    "news_highlight": factories.make_highlight,
    "media_library_image": factories.make_image,
    "media_library_attachment": factories.make_attachment,
    "media_library_programme": factories.make_programme,
    "links_link": factories.make_link,
    "links_linkgroup": lambda: factories.make_link().group,
    "pages_menuitem": factories.make_menu_item,
    "pages_announcement": factories.make_announcement,
    "pages_sitesettings": factories.make_settings,
    "accounts_user": factories.make_user,
    "outbox_letter": factories.make_letter,
    "publishing_event": lambda: factories.make_article() and Event.objects.first(),
    **{admin_name(kind): partial(factory_of(kind), state="draft") for kind in all_kinds()},
}


def address_of(name):
    if name in ADDRESSES:
        return ADDRESSES[name]()
    try:
        return reverse(name)
    except NoReverseMatch:
        model = next(model for model in MAKERS if name.startswith(f"admin:{model}_"))
        thing = MAKERS[model]()
        extra = ["submit"] if name.endswith("_move") else [1] if name.endswith("_revoke_share") else []
        return reverse(name, args=[thing.pk, *extra])


def test_every_address_stands_in_the_table():
    known = {name for name, *_ in rows()}

    assert set(names_of(get_resolver())) == known


@pytest.fixture
def browsers():
    """A browser for each column, in which that person has signed in."""
    call_command("sync_roles", verbosity=0)
    found = {column: Client(raise_request_exception=False) for column in COLUMNS}
    for column, browser in found.items():
        browser.defaults[EDITION_KEY] = Edition(0, ends_at=float("inf"))  # what pages share is rendered once
        if column != "anonymous":
            roles = Group.objects.all() if column == "disabled" else [Group.objects.get(name=column)]
            user = factories.make_user(groups=roles)
            browser.force_login(user)
            User.objects.filter(pk=user.pk).update(is_active=column != "disabled")
    return found


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_may_do_what_the_table_says_and_no_more(browsers, method):
    assert deviations(browsers, (row for row in rows() if row[1] == method)) == []


def deviations(browsers, rows):
    """What is answered otherwise than these rows say."""
    wrong, addresses = [], {}
    for name, method, column, expected in rows:
        if name not in addresses:
            addresses[name] = address_of(name)
        seen = exchange(browsers[column], method, addresses[name]).verdict
        if seen != expected:
            wrong.append(f"{column} {method} {name}: {seen} instead of {expected}")
    return wrong

"""Every address of the resolver, asked and sent what no page of ours makes: an answer, never a fault."""

import re
from itertools import product

import pytest
from django.urls import get_resolver

from tests.desk.forgeries import actions, fault_of, list_of, posts, queries
from tests.factories import make_user
from tests.portal.permission_table import names_of
from tests.portal.test_permission_matrix import address_of
from traffic.edition import Edition
from traffic.fragment_cache import EDITION_KEY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.leaves_out,
    pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning"),  # Django's filters
]
NUMBER = re.compile("/[0-9]+/")
KEYS = ["x", "0", "-1", "1.5", "9" * 30, "%00", "%D9%A1", "1_3", "_2F"]
ADDRESSES = sorted(set(names_of(get_resolver())))
OF_STAFF = [name for name in ADDRESSES if name.startswith(("admin:", "desk_"))]


@pytest.fixture
def superuser(client):
    """A browser in which a superuser has signed in; what pages share, as the menu, is rendered once in a test."""
    client.defaults[EDITION_KEY] = Edition(0, ends_at=float("inf"))
    client.raise_request_exception = False
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize("name", OF_STAFF)
def test_nothing_sent_to_the_admin_is_a_fault(superuser, name):
    address = address_of(name)
    sent = [*posts(superuser, name, address), *(actions(list_of(name)) if list_of(name) else ())]

    faults = [
        (fault, str(body)[:200])
        for body, kind in sent
        if (fault := fault_of(superuser, "POST", address, data=body, content_type=kind))
    ]

    assert faults == []


@pytest.mark.parametrize("name", OF_STAFF)
def test_no_key_in_an_address_is_a_fault(superuser, name):
    address = address_of(name).partition("?")[0]
    forged = {NUMBER.sub(f"/{key}/", address) for key in KEYS} - {address}

    faults = [
        (fault, method, path)
        for path, method in product(forged, ("GET", "POST"))
        if (fault := fault_of(superuser, method, path))
    ]

    assert faults == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_asked_of_an_address_is_a_fault(superuser, name):
    address, _, asked = address_of(name).partition("?")

    faults = [
        (fault, query) for query in queries(name) if (fault := fault_of(superuser, "GET", f"{address}?{asked}&{query}"))
    ]

    assert faults == []

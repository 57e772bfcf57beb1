"""Whose address counts, and the other page that looks at a password."""

import threading

import pytest
from django.contrib.auth import authenticate

from portal.accounts import hashing
from portal.accounts.models import SignInFailures
from portal.accounts.throttling import MAX_FAILURES
from tests.accounts.sign_ins import WRONG, try_password
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(username="an")


def forwarded(address):
    return {"headers": {"x-forwarded-for": f"198.51.100.7, {address}"}}


def test_address_is_what_our_own_proxy_has_seen(client, settings, user):
    settings.TRUSTED_PROXIES = 1
    try_password(client, "an", times=MAX_FAILURES, **forwarded("203.0.113.9"))

    assert try_password(client, "an", PASSWORD, **forwarded("203.0.113.9")).status_code == 429
    assert try_password(client, "an", PASSWORD, **forwarded("203.0.113.8")).status_code == 302


def test_nobody_escapes_by_inventing_addresses(client, user):
    for number in range(MAX_FAILURES):
        try_password(client, "an", **forwarded(f"203.0.113.{number}"))

    assert try_password(client, "an", PASSWORD, **forwarded("203.0.113.77")).status_code == 429


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        ("2001:db8::1", "2001:db8::2", 429),  # one connection's
        ("2001:db8::1", "2001:db8:0:1::1", 302),
        ("::ffff:203.0.113.9", "203.0.113.9", 429),  # the same, as a server that listens on both kinds writes it
        ("::ffff:203.0.113.9", "::ffff:203.0.113.8", 302),
        ("203.0.113.9", "203.0.113.8", 302),
    ],
)
def test_address_of_the_newer_kind_stands_for_its_network(client, user, first, then, status):
    try_password(client, "an", times=MAX_FAILURES, REMOTE_ADDR=first)

    assert try_password(client, "an", PASSWORD, REMOTE_ADDR=then).status_code == status


def test_locked_name_is_told_so_while_others_have_their_passwords_hashed(client, user, monkeypatch):
    try_password(client, "an", times=MAX_FAILURES)
    monkeypatch.setattr(hashing, "_slots", threading.Semaphore(0))

    assert try_password(client, "an", PASSWORD).status_code == 429


def test_old_password_is_not_guessed_without_end_at_a_desk_that_was_left(client, user, hashes):
    client.force_login(user)
    new = {"new_password1": "bốn con vịt què qua cầu", "new_password2": "bốn con vịt què qua cầu"}
    for _ in range(MAX_FAILURES):
        assert client.post("/admin/password_change/", {"old_password": WRONG, **new}).status_code == 200
    before = len(hashes)

    answer = client.post("/admin/password_change/", {"old_password": PASSWORD, **new})

    assert (answer.status_code, len(hashes)) == (429, before)
    assert "Xin thử lại sau 15 phút" in answer.text


@pytest.mark.parametrize("sent", [{"username": "an"}, {"password": PASSWORD}], ids=["name", "password"])
def test_half_of_what_signs_in_is_nobody_and_no_failure(user, sent):
    assert authenticate(None, **sent) is None
    assert not SignInFailures.objects.exists()

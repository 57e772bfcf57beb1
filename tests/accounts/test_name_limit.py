"""A name tried wrongly a hundred times in a day is asked only from addresses that have signed in by it."""

import threading
from datetime import timedelta

import pytest
from django.db.models import F

from portal.accounts import hashing, name_limit, throttling
from portal.accounts.models import NameFailures, SignInAddress
from portal.accounts.name_limit import MAX_ADDRESSES, MAX_FAILURES_A_DAY
from publishing.models import Event
from tests.accounts.second_factors import WRONG_CODE, code_of, give_password, make_person, try_code
from tests.accounts.sign_ins import try_password
from tests.factories import make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "203.0.113.9", "198.51.100.7"


def sign_in_from(client, address):
    answer = give_password(client, REMOTE_ADDR=address)
    client.logout()
    return answer.status_code


def tried(name, times):
    """So many wrong passwords from as many addresses."""
    for number in range(times):
        throttle = throttling.SignInThrottle(name, f"192.0.2.{number}")
        throttle.count_attempt()
        throttle.failed()


@pytest.fixture
def user(client):
    user = make_user(username="an")
    sign_in_from(client, KNOWN)
    return user


def test_after_a_hundred_it_is_asked_only_where_it_signed_in_before(client, user, hashes):
    tried("an", MAX_FAILURES_A_DAY - 1)
    assert "từ những nơi đã từng đăng nhập" in try_password(client, "AN", REMOTE_ADDR="192.0.2.200").text
    before = len(hashes)

    refused = give_password(client, REMOTE_ADDR=UNKNOWN)

    assert (refused.status_code, len(hashes)) == (429, before)
    assert 86_000 < int(refused["Retry-After"]) <= 86_400
    assert "từ những nơi đã từng đăng nhập" in refused.text
    assert foreign_words(refused.text) == set()
    assert sign_in_from(client, KNOWN) == 302


def test_refused_name_is_told_so_while_others_have_their_passwords_hashed(client, user, monkeypatch):
    tried("an", MAX_FAILURES_A_DAY)
    monkeypatch.setattr(hashing, "_slots", threading.Semaphore(0))

    assert give_password(client, REMOTE_ADDR=UNKNOWN).status_code == 429


def test_name_that_nobody_bears_is_answered_alike(client):
    make_user(username="nga-co-that")
    texts = []
    for name in ("nga-co-that", "nga-khong-co"):
        tried(name, MAX_FAILURES_A_DAY)
        texts.append(try_password(client, name, REMOTE_ADDR=UNKNOWN).text.replace(name, "").split("<form")[0])

    assert texts[0] == texts[1]
    assert "từ những nơi đã từng đăng nhập" in texts[1]


def test_it_is_one_line_of_the_audit_log(client, user):
    tried("an", MAX_FAILURES_A_DAY)
    try_password(client, "an", times=2, REMOTE_ADDR=KNOWN)

    (event,) = Event.objects.filter(name="sign_in_failed")
    assert event.thing == user
    assert event.note.startswith("Sai 100 lần trong một ngày")


def test_right_passwords_do_not_count_and_do_not_begin_anew(client, user):
    tried("an", MAX_FAILURES_A_DAY - 1)
    for _ in range(3):
        assert sign_in_from(client, KNOWN) == 302

    assert NameFailures.objects.get().failures == MAX_FAILURES_A_DAY - 1


def test_codes_count_and_are_refused_too(client):
    person = make_person(username="an")
    give_password(client)
    tried("an", MAX_FAILURES_A_DAY - 1)
    try_code(client, WRONG_CODE)

    assert try_code(client, code_of(person)).status_code == 429
    SignInAddress.objects.create(name="an", address="127.0.0.1", last_at=person.date_joined)
    assert try_code(client, code_of(person)).status_code == 302


def test_day_ends_by_itself_and_its_rows_are_swept(client, user):
    tried("an", MAX_FAILURES_A_DAY)
    NameFailures.objects.update(first_at=F("first_at") - timedelta(days=1))

    assert sign_in_from(client, UNKNOWN) == 302
    tried("ten-khac", 1)
    NameFailures.objects.filter(name="an").update(first_at=F("first_at") - timedelta(days=1))
    throttling.Sweeper()()
    assert [row.name for row in NameFailures.objects.all()] == ["ten-khac"]


def test_of_a_name_twenty_addresses_are_kept():
    for number in range(MAX_ADDRESSES + 5):
        name_limit.remember_address("an", f"203.0.113.{number}")

    kept = SignInAddress.objects.order_by("pk").values_list("address", flat=True)
    assert list(kept) == [f"203.0.113.{number}" for number in range(5, MAX_ADDRESSES + 5)]

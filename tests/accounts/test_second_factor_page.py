"""The page where somebody sets up, replaces and takes away their own second factor."""

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_factor
from publishing.models import Event
from tests.accounts.second_factors import (
    PAGE,
    WRONG_CODE,
    code_for,
    code_of,
    give_password,
    is_signed_in,
    make_person,
    recovery_codes_on,
    secret_on,
    set_up,
    try_code,
)
from tests.factories import make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db


def names():
    return list(Event.objects.exclude(name__in=["sign_in", "sign_out"]).order_by("pk").values_list("name", flat=True))


@pytest.fixture
def user(client):
    user = make_user(username="an")
    client.force_login(user)
    return user


def test_page_shows_a_code_for_the_app_and_is_cached_nowhere(client, user):
    page = client.get(PAGE)

    assert "hai lớp" in page.text
    assert '<svg class="qr"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert len(secret_on(page)) == 20
    assert secret_on(client.get(PAGE)) == secret_on(page)
    assert foreign_words(page.text) == set()


def test_right_code_sets_it_up_and_shows_ten_recovery_codes_once(client, user):
    before = client.session.session_key

    page = set_up(client)

    codes = recovery_codes_on(page)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert 'href="/admin/lich/"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert names() == ["second_factor_set_up"]
    assert not any(code in client.get(PAGE).text for code in codes)
    assert not StaticToken.objects.filter(token__in=[code.replace("-", "") for code in codes]).exists()
    client.logout()
    give_password(client)
    assert try_code(client, codes[0]).status_code == 302


@pytest.mark.parametrize("code", [WRONG_CODE, "", "x" * 99, "٣٣٣٣٣٣"])
def test_wrong_code_sets_nothing_up_and_keeps_the_secret(client, user, code):
    secret = secret_on(client.get(PAGE))

    page = set_up(client, code) if code else client.post(PAGE, {})

    assert secret_on(page) == secret
    assert not TOTPDevice.objects.exists()
    assert names() == []


def test_code_that_set_it_up_signs_nobody_in(client, user):
    set_up(client)
    code = code_of(user)
    client.logout()
    give_password(client)

    assert try_code(client, code).status_code == 200


def test_other_sessions_end_when_it_is_set_up(client, user):
    other = type(client)()
    other.force_login(user)

    set_up(client)

    assert not is_signed_in(other)


def test_another_phone_takes_the_place_of_the_first(client):
    person = make_person(username="an")
    client.force_login(person)
    old = code_of(person, later=1)

    set_up(client)

    assert TOTPDevice.objects.count() == 1
    assert code_of(person, later=1) != old
    assert names()[-1] == "second_factor_replaced"
    assert not second_factor.is_right(person, person.recovery_codes[0], "203.0.113.9")


def test_next_that_leads_elsewhere_is_not_followed(client, user):
    client.get(PAGE)
    page = client.post(PAGE, {"one_time_password": code_for(secret_on(client.get(PAGE))), "next": "https://xau.vn/"})

    assert "xau.vn" not in page.text

"""Accounts that nobody has used for DISABLE_UNUSED_DAYS are disabled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.unused_accounts import UnusedAccountsSweeper, disable_unused
from publishing.audit_log import record
from publishing.models import Event
from tests.accounts.sign_ins import try_password
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forty_five_days(settings):
    settings.DISABLE_UNUSED_DAYS = 45


def make_unused(days, **fields):
    then = timezone.now() - timedelta(days=days)
    return make_user(date_joined=then, **{"last_login": then, **fields})


def is_active(user):
    return User.objects.get(pk=user.pk).is_active


def test_account_unused_for_so_long_is_disabled():
    make_user(is_superuser=True)
    unused, never_used, used = make_unused(46), make_unused(46, last_login=None), make_unused(44)

    disable_unused()

    assert [is_active(user) for user in (unused, never_used, used)] == [False, False, True]
    event = Event.objects.of(unused).get()
    assert (event.name, event.by, event.after) == ("disable_unused", None, {"is_active": False})


def test_last_administrator_stays():
    unused, longer_unused, writer = (
        make_unused(46, is_superuser=True),
        make_unused(90, is_superuser=True),
        make_unused(60),
    )

    assert disable_unused() == [longer_unused, writer]
    assert disable_unused() == []
    assert is_active(unused)


def test_account_that_is_enabled_again_has_its_days_again(client):
    client.force_login(make_user(is_superuser=True))
    user = make_unused(46)
    disable_unused()

    User.objects.filter(pk=user.pk).update(is_active=True)
    record("change", user, before={"is_active": False}, after={"is_active": True})

    assert disable_unused() == []
    assert is_active(user)


def test_trying_passwords_keeps_no_account(client):
    make_user(is_superuser=True)
    user = make_unused(46, username="nga")
    try_password(client, "nga", times=5)
    assert Event.objects.of(user).get().name == "sign_in_failed"

    assert disable_unused() == [user]


def test_nobody_is_disabled_unless_it_is_set(settings, django_assert_num_queries):
    settings.DISABLE_UNUSED_DAYS = 0
    make_unused(4000)

    with django_assert_num_queries(0):
        UnusedAccountsSweeper()()


def test_housekeeper_disables_by_itself(door):
    make_user(is_superuser=True)
    user = make_unused(46)

    from traffic import housekeeper

    [sweeper] = [one for one in housekeeper.flushers if isinstance(one, UnusedAccountsSweeper)]
    sweeper._next_at = timezone.now()
    door.turn()

    assert not is_active(user)

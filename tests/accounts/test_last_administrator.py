"""There is always somebody who can sign in and give others their rights, and ADMINS hear of each new one."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client

from portal.accounts.administrators import administrators
from portal.outbox.models import Letter
from tests.desk.forms import opened, sent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SAID = "Đây là người quản trị cuối cùng còn đăng nhập được"


@pytest.fixture
def role(db):
    call_command("sync_roles", verbosity=0)
    return Group.objects.get(name="Quản trị")


def without(values, name):
    return {key: value for key, value in values.items() if key != name}


def test_last_who_can_sign_in_cannot_be_disabled(client, role):
    user, invited = make_user(groups=[role]), make_user(groups=[role])
    invited.set_unusable_password()
    invited.save()
    make_user(groups=[role], is_active=False)
    client.force_login(user)

    page = sent(client, user, without(opened(client, user), "is_active"))

    assert SAID in page.text
    assert list(administrators()) == [user]


def test_superuser_who_is_the_last_cannot_be_disabled(client, role):
    user = make_user(is_superuser=True)
    client.force_login(user)

    assert SAID in sent(client, user, without(opened(client, user), "is_active")).text
    assert list(administrators()) == [user]


def test_another_administrator_may_go(client, role):
    user, other = (make_user(groups=[role]) for _ in range(2))
    client.force_login(user)

    sent(client, other, without(opened(client, other), "is_active"))

    assert list(administrators()) == [user]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lost", ["is_active", "groups"])
def test_of_two_who_end_each_other_at_once_one_stays(role, lost):
    people = [make_user(groups=[role]) for _ in range(2)]
    clients = [Client(), Client()]
    forms, answers, together = [], [], threading.Barrier(2)
    for client, me, other in zip(clients, people, reversed(people), strict=True):
        client.force_login(me)
        forms.append(without(opened(client, other), lost))

    def send(client, other, form):
        together.wait()
        answers.append(sent(client, other, form).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=each) for each in zip(clients, reversed(people), forms, strict=True)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert set(answers) <= {200, 403}
    assert administrators().count() == 1


def test_admins_hear_of_each_new_administrator(client, role, settings):
    settings.SENDS_MAIL, settings.ADMINS = True, [("a@example.vn", "a@example.vn")]
    client.force_login(make_user(is_superuser=True, username="chu"))
    user = make_user(username="nga")

    sent(client, user, {**opened(client, user), "groups": [role.pk]})
    sent(client, user, {**opened(client, user), "last_name": "Lê"})

    assert "nga vừa được chu giao quyền quản trị" in Letter.objects.get(to="a@example.vn").text

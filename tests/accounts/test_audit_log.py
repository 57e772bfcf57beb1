"""Sign-ins, failed ones, sign-outs and every change of an account are in the audit log; no password is."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from portal.accounts.throttling import MAX_FAILURES
from publishing.models import Event
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_category, make_user

pytestmark = pytest.mark.django_db


def names():
    return list(Event.objects.exclude(name="roles").order_by("pk").values_list("name", "by__username", "thing_text"))


def test_signing_in_and_out_are_recorded(client):
    make_user(username="an")

    client.post("/admin/login/", {"username": "an", "password": PASSWORD})
    client.post("/admin/logout/")

    assert names() == [("sign_in", "an", "an"), ("sign_out", "an", "an")]


def test_failing_to_sign_in_is_recorded_with_the_name_typed(client):
    try_password(client, "=ai-do " + "x" * 99, "bi-mat-khong-ghi", times=MAX_FAILURES)

    ((name, by, typed),) = names()
    assert (name, by, typed) == ("sign_in_failed", None, "=ai-do " + "x" * 53)
    assert "bi-mat" not in json.dumps(list(Event.objects.values()), default=str)


def test_changing_ones_own_password_is_recorded(client):
    client.force_login(make_user(username="an"))
    new = {
        "old_password": PASSWORD,
        "new_password1": "chín bậc tình yên mưa rơi",
        "new_password2": "chín bậc tình yên mưa rơi",
    }

    answer = client.post("/admin/password_change/", new, follow=True)

    assert answer.redirect_chain[-1][0] == "/admin/password_change/done/"
    assert names()[-1] == ("password", "an", "an")
    assert "argon2" not in json.dumps(list(Event.objects.values()), default=str)


def test_command_that_sets_a_password_is_recorded():
    user = make_user(username="an")

    user.set_password("chín bậc tình yên mưa rơi")
    user.save()
    user.save()

    assert names() == [("password", None, "an")]


def test_roles_and_categories_given_are_recorded_with_what_was_there(client):
    call_command("sync_roles", verbosity=0)
    role, category = Group.objects.get(name="Phóng viên"), make_category(name="Tin tức")
    user = make_user(username="an", groups=[role])
    client.force_login(make_user(username="chu", is_superuser=True))

    form = {"username": "an", "is_active": "on", "categories": [category.pk]}
    client.post(f"/admin/accounts/user/{user.pk}/change/", form)

    event = Event.objects.of(user).get(name="change")
    assert event.before == {"groups": [f"Phóng viên ({role.pk})"], "categories": []}
    assert event.after == {"groups": [], "categories": [f"Tin tức ({category.pk})"]}

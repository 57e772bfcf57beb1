import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from portal.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    call_command("sync_roles", verbosity=0)
    user = make_user(groups=[Group.objects.get(name="Quản trị")])
    client.force_login(user)
    return user


NEW = {
    "username": "nga",
    "last_name": "Lê",
    "first_name": "Nga",
    "usable_password": "true",
    "password1": "bảy con ngỗng điếc qua cầu",
    "password2": "bảy con ngỗng điếc qua cầu",
}


def test_administrator_creates_a_member_of_staff_with_a_role(client, administrator):
    reporter = Group.objects.get(name="Phóng viên")

    client.post("/admin/accounts/user/add/", {**NEW, "groups": [reporter.pk]})

    user = User.objects.get(username="nga")
    assert user.is_staff
    assert list(user.groups.all()) == [reporter]


def test_disabled_user_cannot_sign_in(client, administrator):
    user = make_user(username="nga", password="bảy con ngỗng điếc qua cầu")
    client.post(f"/admin/accounts/user/{user.pk}/change/", {"username": "nga"})
    client.logout()

    assert not client.login(username="nga", password="bảy con ngỗng điếc qua cầu")


def test_administrator_cannot_touch_a_superuser(client, administrator):
    superuser = make_user(is_superuser=True)

    form = client.post(f"/admin/accounts/user/{superuser.pk}/change/", {"username": "x"})
    password = client.post(
        f"/admin/accounts/user/{superuser.pk}/password/",
        {"password1": "bảy con ngỗng điếc qua cầu", "password2": "bảy con ngỗng điếc qua cầu"},
    )

    assert (form.status_code, password.status_code) == (403, 403)


def test_accounts_are_disabled_not_deleted(client, administrator):
    user = make_user()

    assert client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403

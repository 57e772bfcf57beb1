"""What is sent to pages that ask for the password again, a quarter of an hour after it was typed."""

import pytest

from portal.accounts.reauthentication import MAX_OPENED_FORMS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/xac-nhan/"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
FORM = {"username": "an", "is_active": "on"}


@pytest.fixture
def user(client):
    user = make_user(is_superuser=True, username="an")
    client.force_login(user)
    return user


def test_form_opened_in_time_is_taken_within_an_hour_and_then_kept(client, user, later):
    path = f"/admin/accounts/user/{user.pk}/change/"
    client.get(path)
    later(minutes=59)
    assert client.post(path, FORM)["Location"] == "/admin/accounts/user/"

    later(minutes=61)

    assert client.post(path, FORM, headers=BY_SCRIPT).status_code == 401
    assert client.post(path, FORM).status_code == 401
    assert client.get("/admin/login/?next=/admin/")["Location"] == f"{PAGE}?next=%2Fadmin%2F"


def test_so_many_forms_opened_last_are_remembered(client, user, later):
    first, *others = (f"/admin/accounts/user/{make_user().pk}/change/" for _ in range(MAX_OPENED_FORMS + 1))
    for path in (first, *others):
        client.get(path)
    later(minutes=16)

    assert [client.post(path, FORM).status_code for path in (first, others[0])] == [401, 200]


@pytest.mark.parametrize("part", ["accounts/user/{}/change/", "accounts/user/add/", "pages/sitesettings/1/change/"])
def test_form_that_nobody_opened_is_not_taken_later(client, user, later, part):
    path = f"/admin/{part.format(user.pk)}"
    client.get(f"/admin/accounts/user/{make_user().pk}/change/")
    later(minutes=16)

    assert client.post(path, FORM).status_code == 401


@pytest.mark.parametrize(
    "part", ["hai-lop/", "accounts/user/{}/dang-nhap/", "accounts/user/{}/hai-lop/", "accounts/user/"]
)
def test_act_without_anything_to_type_is_not_taken_later(client, user, later, part):
    path = f"/admin/{part.format(make_user().pk)}"
    client.get(path)
    later(minutes=16)

    assert client.post(path, {"link": "", "action": "recovery_codes"})["Location"].startswith(PAGE)

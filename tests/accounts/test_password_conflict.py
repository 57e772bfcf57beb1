"""A password is not set over one that another administrator has set since the form was opened."""

import pytest

from tests.desk.forms import Fields, address
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def typed(password, **fields):
    return {"password1": password, "password2": password, "usable_password": "true", **fields}


@pytest.fixture
def me(client):
    client.force_login(make_user(is_superuser=True, last_name="Trần Thị", first_name="Mai", username="mai"))
    return client


def test_second_is_told_and_may_set_it_knowingly(me):
    user = make_user()
    where = address(user, "password/")
    seen = Fields(me.get(where).text).values["version"]
    me.post(where, typed("con-sông-chảy-qua-làng-1"))

    answer = me.post(where, typed("con-sông-chảy-qua-làng-2", version=seen))
    assert "Trần Thị Mai (mai) đã đổi mật khẩu lúc" in answer.text
    user.refresh_from_db()
    assert user.check_password("con-sông-chảy-qua-làng-1")

    me.post(where, typed("con-sông-chảy-qua-làng-2", version=Fields(answer.text).values["version"]))
    user.refresh_from_db()
    assert user.check_password("con-sông-chảy-qua-làng-2")


def test_password_is_not_set_for_whom_another_has_just_switched_it_off(me):
    user = make_user()
    where = address(user, "password/")
    seen = Fields(me.get(where).text).values["version"]
    me.post(where, {"usable_password": "false", "unset-password": "1"})

    answer = me.post(where, typed("con-sông-chảy-qua-làng-2", version=seen))

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert "sau khi bạn mở trang này" in answer.text


def test_button_pressed_twice_is_no_conflict(me):
    user = make_user()
    where = address(user, "password/")
    seen = Fields(me.get(where).text).values["version"]

    for _ in range(2):
        assert me.post(where, typed("con-sông-chảy-qua-làng-1", version=seen)).status_code == 302


def test_version_says_nothing_of_the_password_itself(me):
    user = make_user()

    page = me.get(address(user, "password/")).text

    assert user.password not in page
    assert user.get_session_auth_hash() not in page

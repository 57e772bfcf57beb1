import re

import pytest
from django.core.management import CommandError

from portal.accounts.models import User
from portal.accounts.roles import ROLES
from tests.factories import PASSWORD, make_user


def shown_password(said):
    return re.search(r"Mật khẩu: (\S+)", said)[1]


def test_account_has_every_role_and_no_more(demo):
    user = User.objects.get(username="bientap")

    assert user.check_password(shown_password(demo))
    assert set(user.groups.values_list("name", flat=True)) == set(ROLES)
    assert (user.is_staff, user.is_superuser) == (True, False)


def test_editor_signs_in_with_the_password_that_was_shown(demo, client):
    form = {"username": "bientap", "password": shown_password(demo)}

    answer = client.post("/admin/login/?next=/admin/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def test_reset_shows_a_new_password_and_ends_the_old_one(demo, demo_command):
    new = shown_password(demo_command("--reset-password"))

    user = User.objects.get(username="bientap")
    assert user.check_password(new)
    assert not user.check_password(shown_password(demo))


def test_reset_without_an_account_says_what_to_do(demo, demo_command):
    demo_command("--remove")

    with pytest.raises(CommandError, match="Chưa có tài khoản bientap"):
        demo_command("--reset-password")


def test_account_of_that_name_is_left_alone(demo, demo_command):
    demo_command("--remove")
    colleague = make_user(username="bientap")

    said = demo_command()

    assert "giữ nguyên" in said
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD)
    assert not colleague.groups.exists()

"""Nobody comes to more rights than they have by an account's form, whatever they send."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from portal.accounts.models import User
from publishing.models import Event
from tests.factories import PASSWORD, make_category, make_user

pytestmark = pytest.mark.django_db
MANAGES = ["accounts.view_user", "accounts.add_user", "accounts.change_user"]


@pytest.fixture
def roles():
    call_command("sync_roles", verbosity=0)
    return {group.name: group for group in Group.objects.all()}


def send(client, user, **form):
    return client.post(
        f"/admin/accounts/user/{user.pk}/change/", {"username": user.username, "is_active": "on", **form}
    )


def groups_of(user):
    return {group.name for group in User.objects.get(pk=user.pk).groups.all()}


@pytest.mark.parametrize(
    ("name", "said"),
    [("is_superuser", "trạng thái siêu người dùng"), ("is_staff", "nhân viên"), ("user_permissions", "các quyền")],
)
def test_what_the_form_does_not_ask_is_refused_in_words(client, roles, name, said):
    client.force_login(make_user(groups=[roles["Quản trị"]]))
    user = make_user(is_staff=False)

    page = send(client, user, last_name="Lê", **{name: Permission.objects.first().pk})

    assert "Biểu mẫu gửi kèm mục không được sửa ở đây" in page.text
    assert 'value="Lê"' in page.text
    user.refresh_from_db()
    assert (user.last_name, user.is_superuser, user.is_staff) == ("", False, False)
    assert not user.user_permissions.exists()
    assert not Event.objects.of(user).exists()


def test_a_new_account_is_not_made_with_what_the_form_does_not_ask(client, roles):
    client.force_login(make_user(groups=[roles["Quản trị"]]))

    page = client.post("/admin/accounts/user/add/", {"username": "nga", "is_superuser": "on"}).text

    assert "Biểu mẫu gửi kèm" in page
    assert not User.objects.filter(username="nga").exists()


def test_who_only_changes_users_gives_and_takes_no_role_but_their_own(client, roles):
    client.force_login(make_user(*MANAGES, groups=[roles["Phóng viên"]]))
    user = make_user()

    page = send(client, user, groups=[roles["Thư ký tòa soạn"].pk]).text
    assert "Bạn không được giao hay bỏ “Thư ký tòa soạn”." in page
    assert groups_of(user) == set()

    send(client, user, groups=[roles["Phóng viên"].pk])
    assert groups_of(user) == {"Phóng viên"}


def test_who_only_changes_users_frees_nobody_from_their_categories(client, roles):
    client.force_login(make_user(*MANAGES))
    user = make_user(categories=[make_category(name="Tin tức")])

    assert "Bạn không được giao hay bỏ “Tin tức”." in send(client, user).text
    assert user.categories.count() == 1


def test_administrator_gives_any_role_but_none_to_themselves(client, roles):
    administrator, user = make_user(groups=[roles["Quản trị"]]), make_user()
    client.force_login(administrator)
    both = [roles["Quản trị"].pk, roles["Thư ký tòa soạn"].pk]

    send(client, user, groups=both)
    page = send(client, administrator, groups=both).text

    assert groups_of(user) == {"Quản trị", "Thư ký tòa soạn"}
    assert "Không ai tự đổi vai trò" in page
    assert groups_of(administrator) == {"Quản trị"}


@pytest.mark.parametrize("is_active", [True, False])
def test_nobody_takes_over_the_account_of_who_may_do_more(client, roles, is_active):
    client.force_login(make_user(*MANAGES))

    for user in (make_user(groups=[roles["Thư ký tòa soạn"]], is_active=is_active), make_user(is_superuser=True)):
        assert client.post(f"/admin/accounts/user/{user.pk}/dang-nhap/", {"link": ""}).status_code == 403
        assert send(client, user).status_code == 403
        assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_superuser_may_all_of_it(client, roles):
    superuser = make_user(is_superuser=True)
    client.force_login(superuser)

    send(client, superuser, groups=[roles["Phóng viên"].pk], categories=[make_category().pk])

    assert groups_of(superuser) == {"Phóng viên"}
    assert superuser.categories.count() == 1

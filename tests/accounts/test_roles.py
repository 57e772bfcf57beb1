import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from portal.accounts.roles import ROLES
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """Make a user of the role named."""
    call_command("sync_roles", verbosity=0)
    return lambda *roles: make_user(groups=Group.objects.filter(name__in=roles))


MAY = {
    "Phóng viên": {"submit"},
    "Biên tập viên": {"submit", "review"},
    "Thư ký tòa soạn": {"submit", "review", "publish", "force"},
    "Quản trị": set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_its_part_of_the_desk(member, role):
    user = member(role)

    may = {code for code in ("submit", "review", "publish", "force") if user.has_perm(f"publishing.{code}")}

    assert may == MAY[role]


def test_only_administrators_manage_users_links_menu_announcements_and_settings(member):
    managed = "accounts.user links.link pages.menuitem pages.announcement pages.sitesettings"
    names = [".change_".join(model.split(".")) for model in managed.split()]
    for role in ROLES:
        user = member(role)
        assert {user.has_perm(name) for name in names} == {role == "Quản trị"}


def test_syncing_again_takes_back_what_was_added_by_hand(member):
    user = member("Phóng viên")
    group = Group.objects.get(name="Phóng viên")
    group.permissions.add(*Group.objects.get(name="Quản trị").permissions.all())

    call_command("sync_roles", verbosity=0)

    assert not type(user).objects.get(pk=user.pk).has_perm("accounts.change_user")


def test_disabled_user_may_do_nothing(member):
    user = member("Thư ký tòa soạn")
    user.is_active = False
    user.save()

    assert not user.has_perm("publishing.publish", make_article())

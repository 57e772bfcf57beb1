from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError

from media_library.models import Album
from portal.accounts.roles import ROLES
from portal.management.commands import prepare
from publishing.kinds import of
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """Make a user of the role named."""
    call_command("sync_roles", verbosity=0)
    return lambda *roles: make_user(groups=[Group.objects.get(name=role) for role in roles])


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


def test_permission_that_is_not_in_the_database_yet_is_told(db):
    Permission.objects.filter(codename="change_article").delete()

    with pytest.raises(CommandError, match="Không có quyền news"):
        call_command("sync_roles", verbosity=0)


def test_syncing_what_is_there_asks_each_role_for_its_permissions_once(member, django_assert_max_num_queries):
    with django_assert_max_num_queries(1 + 4 * len(ROLES)):
        call_command("sync_roles", verbosity=0)


def test_disabled_user_may_do_nothing(member):
    user = member("Thư ký tòa soạn")
    user.is_active = False
    user.save()

    assert not user.has_perm("publishing.publish", make_article())


def test_prepare_writes_what_a_kind_grants_anew(monkeypatch, tmp_path):
    monkeypatch.setattr(prepare, "STAMPS", tmp_path)
    prepare.Command(stdout=StringIO()).prepare_database(demo=False)

    monkeypatch.setattr(of(Album), "rights", {"review": ("view",)})
    prepare.Command(stdout=StringIO()).prepare_database(demo=False)

    held = Group.objects.filter(permissions__content_type__model="album").values_list("name", "permissions__codename")
    assert set(held) == {("Biên tập viên", "view_album"), ("Thư ký tòa soạn", "view_album")}


def test_rights_at_a_level_that_is_none_are_refused(monkeypatch):
    monkeypatch.setattr(of(Album), "rights", {"submitt": ("view",)})

    with pytest.raises(SystemCheckError, match=r"AlbumKind: \(accounts.E001\) .* “submitt”"):
        call_command("check")

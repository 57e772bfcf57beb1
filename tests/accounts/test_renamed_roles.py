"""A role that a release calls otherwise stays the role of its people."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.accounts.roles import ROLES
from publishing.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles_in_order():
    """What a test takes out comes back to its place, and not to the end."""
    kept = dict(ROLES)
    yield
    ROLES.clear()
    ROLES.update(kept)


@pytest.fixture
def member():
    """Make a user of the roles named."""
    call_command("sync_roles", verbosity=0)
    return lambda *roles: make_user(groups=[Group.objects.get(name=role) for role in roles])


def rename(monkeypatch, old, new):
    """What a release does that calls a role otherwise."""
    monkeypatch.setitem(ROLES, new, replace(ROLES[old], formerly=(old,)))
    monkeypatch.delitem(ROLES, old)


def test_people_of_a_role_that_is_renamed_have_it_by_its_new_name_alone(member, monkeypatch):
    user = member("Phóng viên", "Quản trị")
    rename(monkeypatch, "Phóng viên", "Nhà báo")

    call_command("sync_roles", verbosity=0)

    assert set(user.groups.values_list("name", flat=True)) == {"Nhà báo", "Quản trị"}
    assert user.has_perm("publishing.submit")
    assert not Group.objects.filter(name="Phóng viên").exists()


def test_people_of_both_names_of_a_role_come_together(member, monkeypatch):
    users = member("Phóng viên"), make_user(groups=[Group.objects.create(name="Nhà báo")])
    rename(monkeypatch, "Phóng viên", "Nhà báo")

    call_command("sync_roles", verbosity=0)

    assert [list(user.groups.values_list("name", flat=True)) for user in users] == [["Nhà báo"]] * 2


def test_rename_of_a_role_is_in_the_audit_log(member, monkeypatch):
    member("Phóng viên")
    rename(monkeypatch, "Phóng viên", "Nhà báo")

    call_command("sync_roles", verbosity=0)

    event = Event.objects.filter(name="roles", before__has_key="name").get()
    assert (event.thing_text, event.before, event.after) == ("Nhà báo", {"name": "Phóng viên"}, {"name": "Nhà báo"})


@pytest.mark.parametrize("taken", ["Biên tập viên", "Cộng tác viên"])
def test_former_name_that_another_role_has_or_had_is_refused(monkeypatch, taken):
    monkeypatch.setitem(ROLES, "Quản trị", replace(ROLES["Quản trị"], formerly=("Cộng tác viên",)))
    monkeypatch.setitem(ROLES, "Phóng viên", replace(ROLES["Phóng viên"], formerly=(taken,)))

    with pytest.raises(SystemCheckError, match=rf"accounts.E002.*“{taken}”"):
        call_command("check")

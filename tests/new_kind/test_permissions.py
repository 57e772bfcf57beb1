"""The kind goes through the permission table and the leak test as every other does."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from publishing import kinds
from tests.kinds import admin_name
from tests.portal import test_permission_matrix as matrix
from tests.portal import test_unpublished_never_shown as leaks
from tests.portal.canary import SITUATIONS
from tests.portal.permission_table import COLUMNS, kind_names, table

browsers = matrix.browsers  # a fixture


def own_names():
    [kind] = [kind for kind in kinds.all_kinds() if kind.name == "decree"]
    return {*kind_names(kind), *(name for name, *_ in table() if name.startswith(f"admin:{admin_name(kind)}_"))}


def test_no_address_stands_outside_the_table():
    matrix.test_every_address_stands_in_the_table()


@pytest.mark.django_db
def test_everybody_may_do_what_the_table_says_and_no_more(browsers):
    names = own_names()
    rows = [row for row in matrix.rows() if row[0] in names]

    assert len(rows) == (42 + 2 * 4) * len(COLUMNS)
    assert matrix.deviations(browsers, rows) == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_public_address_says_a_word_of_what_is_not_out(door, make_decree, situation):
    leaks.test_no_public_address_says_a_word_of_what_is_not_out(door, situation, make_decree)


@pytest.mark.django_db
def test_each_role_may_what_the_kind_grants():
    call_command("sync_roles", verbosity=0)

    held = Group.objects.filter(permissions__content_type__model="decree").values_list("name", "permissions__codename")

    acts, roles = ("view", "add", "change", "delete"), ("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")
    assert set(held) == {(role, f"{act}_decree") for role in roles for act in acts}
